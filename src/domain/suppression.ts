/**
 * Complementary suppression. A table of counts with totals is a network: every equation "total = sum of its parts"
 * is a vertex and every cell an edge between the two equations it is in. Whoever knows the published cells can
 * compute a hidden one exactly when its edge is a bridge of the hidden edges (Gusfield 1988).
 */
export interface Edge {
  readonly id: string;
  readonly ends: readonly [string, string];
  /** Responses in the cell. */
  readonly size: number;
}

/** A total that is printed beside its parts. */
export interface Line {
  readonly total: string;
  readonly parts: readonly string[];
}

export interface Table {
  readonly edges: readonly Edge[];
  readonly lines: readonly Line[];
  /** Vertices of which only the sum of their equations is known, with the name of that sum. */
  readonly merged: ReadonlyMap<string, string>;
}

/** The cells to hide, so that neither a small cell nor what a total lacks of its parts can be told below `minimum`. */
export function suppress(table: Table, hidden: ReadonlySet<string>, minimum: number): ReadonlySet<string> {
  const network = new Network(mergeEnds(table), hideBetweenMerged(table, hidden));
  const isSmall = (size: number) => size > 0 && size < minimum;
  // What is hidden later only closes more cycles, so one look at each bridge is enough.
  for (const edge of network.bridges()) if (isSmall(edge.size)) network.cover(edge);
  const partsOf = new Map(table.lines.map(({ total, parts }) => [total, parts]));
  const settle = () => table.lines.filter((line) => hideBesideSmall(line, partsOf, network, isSmall)).length === 0;
  while (!settle());
  return network.hidden;
}

type PartsOf = ReadonlyMap<string, readonly string[]>;

/** True when something had to be hidden: the smallest cell that a printed total leaves over beside too little. */
function hideBesideSmall(
  { total, parts }: Line,
  partsOf: PartsOf,
  network: Network,
  isSmall: (size: number) => boolean,
): boolean {
  if (network.hidden.has(total)) return false;
  const leftOver = takeApart(parts, partsOf, network.hidden);
  const smallest = isSmall(network.hiddenSize(leftOver)) ? network.smallestShown(leftOver) : undefined;
  if (!smallest) return false;
  network.hide(smallest);
  network.cover(smallest);
  return true;
}

/** A hidden part that is a total itself gives way to its own parts, for those that are printed can be taken off. */
function takeApart(parts: readonly string[], partsOf: PartsOf, hidden: ReadonlySet<string>): readonly string[] {
  return parts.flatMap((id) => {
    const inner = hidden.has(id) ? partsOf.get(id) : undefined;
    return inner ? takeApart(inner, partsOf, hidden) : [id];
  });
}

/** Joins merged vertices by hidden cells, or this table would tell what their sum was to keep. */
function hideBetweenMerged({ edges, merged }: Table, hidden: ReadonlySet<string>): ReadonlySet<string> {
  const network = new Network(edges, hidden);
  const first = new Map<string, string>([...merged.values()].map((name) => [name, name]));
  for (const [vertex, name] of merged) {
    if (!network.has(vertex)) continue;
    const known = first.get(name) ?? name;
    if (network.has(known)) network.connect(known, vertex);
    else first.set(name, vertex);
  }
  return network.hidden;
}

function mergeEnds({ edges, merged }: Table): readonly Edge[] {
  const nameOf = (vertex: string) => merged.get(vertex) ?? vertex;
  return edges.map(({ id, ends, size }) => ({ id, size, ends: [nameOf(ends[0]), nameOf(ends[1])] }));
}

class Network {
  readonly #hidden = new Set<string>();
  readonly #edges: ReadonlyMap<string, Edge>;
  readonly #incident = new Map<string, Edge[]>();
  /** What hidden edges join: each vertex points towards the one that stands for its part. */
  readonly #parts = new Map<string, string>();

  constructor(edges: readonly Edge[], hidden: ReadonlySet<string>) {
    this.#edges = new Map(edges.map((edge) => [edge.id, edge]));
    for (const edge of edges) for (const end of edge.ends) this.#attach(end, edge);
    for (const edge of edges) if (hidden.has(edge.id)) this.hide(edge);
  }

  #attach(vertex: string, edge: Edge): void {
    const known = this.#incident.get(vertex);
    if (known) known.push(edge);
    else this.#incident.set(vertex, [edge]);
  }

  get hidden(): ReadonlySet<string> {
    return this.#hidden;
  }

  hide(edge: Edge): void {
    this.#hidden.add(edge.id);
    this.#parts.set(this.#partOf(edge.ends[0]), this.#partOf(edge.ends[1]));
  }

  #partOf(vertex: string): string {
    let part = vertex;
    for (let next = this.#parts.get(part); next !== undefined && next !== part; next = this.#parts.get(part)) {
      this.#parts.set(part, this.#parts.get(next) ?? next);
      part = next;
    }
    return part;
  }

  has(vertex: string): boolean {
    return this.#incident.has(vertex);
  }

  hiddenSize(ids: readonly string[]): number {
    return ids.reduce((sum, id) => sum + (this.#hidden.has(id) ? (this.#edges.get(id)?.size ?? 0) : 0), 0);
  }

  smallestShown(ids: readonly string[]): Edge | undefined {
    const shown = ids.flatMap((id) => this.#edges.get(id) ?? []).filter(({ id }) => !this.#hidden.has(id));
    return shown.toSorted(bySize)[0];
  }

  /** Hides the fewest responses that join two vertices; everything when nothing joins them. */
  connect(start: string, goal: string): void {
    if (this.#partOf(start) !== this.#partOf(goal)) this.#hidePath(new Set(this.#flood(start, null)), goal);
  }

  /** Hides the fewest responses that put the edge on a cycle; everything when no cycle exists. */
  cover(edge: Edge): void {
    const side = this.#smallerSide(edge);
    if (side) this.#hidePath(side, edge.ends[0]);
  }

  #hidePath(side: ReadonlySet<string>, goal: string): void {
    for (const edge of this.#cheapestPath(side, goal) ?? this.#edges.values()) this.hide(edge);
  }

  /** What hangs on the shorter end of a hidden edge, both ends walked in step; null when they meet. */
  #smallerSide(bridge: Edge): ReadonlySet<string> | null {
    const [one, other] = bridge.ends.map((end) => ({ seen: new Set<string>(), walk: this.#flood(end, bridge) }));
    if (!one || !other) return null;
    for (let [side, opposite] = [one, other]; ; [side, opposite] = [opposite, side]) {
      const { value, done } = side.walk.next();
      if (done) return side.seen;
      if (opposite.seen.has(value)) return null;
      side.seen.add(value);
    }
  }

  /** Vertices that hidden edges lead to. */
  *#flood(start: string, avoided: Edge | null): Generator<string, undefined> {
    const seen = new Set([start]);
    for (const vertex of seen) {
      yield vertex;
      for (const edge of this.#incident.get(vertex) ?? []) {
        if (edge !== avoided && this.#hidden.has(edge.id)) seen.add(otherEnd(edge, vertex));
      }
    }
  }

  /** Hidden edges whose removal would cut the hidden network in two (Tarjan). */
  bridges(): readonly Edge[] {
    const order = new Map<string, number>();
    const found: Edge[] = [];
    const visit = (vertex: string, from: Edge | null): number => {
      const own = order.size;
      order.set(vertex, own);
      let low = own;
      for (const edge of this.#incident.get(vertex) ?? []) {
        if (edge === from || !this.#hidden.has(edge.id)) continue;
        const next = otherEnd(edge, vertex);
        low = Math.min(low, order.get(next) ?? visit(next, edge));
      }
      if (from && low === own) found.push(from);
      return low;
    };
    for (const vertex of this.#incident.keys()) if (!order.has(vertex)) visit(vertex, null);
    return found.toSorted(bySize);
  }

  /** From one side to the goal's part of the hidden network: hidden cells cost nothing, others their responses. */
  #cheapestPath(side: ReadonlySet<string>, goal: string): readonly Edge[] | null {
    const target = this.#partOf(goal);
    const costs = new Map([...side].map((vertex) => [vertex, 0]));
    const arrivals = new Map<string, Edge>();
    const queue = [...side];
    let best: { readonly vertex: string; readonly cost: number } | null = null;
    for (const vertex of queue) {
      for (const edge of this.#incident.get(vertex) ?? []) {
        const isHidden = this.#hidden.has(edge.id);
        const next = otherEnd(edge, vertex);
        const cost = (costs.get(vertex) ?? 0) + (isHidden ? 0 : edge.size);
        if ((isHidden && side.has(vertex)) || cost >= Math.min(costs.get(next) ?? Infinity, best?.cost ?? Infinity))
          continue;
        costs.set(next, cost);
        arrivals.set(next, edge);
        if (this.#partOf(next) === target) best = { vertex: next, cost };
        else queue.push(next);
      }
    }
    return best && trace(arrivals, best.vertex);
  }
}

function trace(arrivals: ReadonlyMap<string, Edge>, goal: string): readonly Edge[] {
  const path: Edge[] = [];
  let vertex = goal;
  for (let edge = arrivals.get(vertex); edge; edge = arrivals.get(vertex)) {
    path.push(edge);
    vertex = otherEnd(edge, vertex);
  }
  return path;
}

function otherEnd({ ends }: Edge, vertex: string): string {
  return ends[0] === vertex ? ends[1] : ends[0];
}

function bySize(a: Edge, b: Edge): number {
  return a.size - b.size || (a.id < b.id ? -1 : 1);
}
