import type * as Api from '@opentelemetry/api';
import type { Outbound } from './outbound/outbound.ts';
import type { Attributes, Link, Span, SpanContext, SpanKind, Tracer } from '@opentelemetry/api';

/** A span that is not over. What it tells are names, ids, counts and codes; never what anybody wrote, or an address. */
export interface Trace {
  /** As W3C's `traceparent` writes it. */
  readonly parent: string;
  child(name: string): Trace;
  /** That these, `parent` of other spans, caused it as well. */
  link(causes: readonly string[]): void;
  /** By code or name; a message may quote input. */
  fail(error: unknown): void;
  end(attributes?: Attributes): void;
}

export interface SpanSpec {
  readonly name: string;
  readonly kind: 'server' | 'consumer';
  readonly attributes: Attributes;
  /** What caused it, as `parent` of these; the first is its parent, others are linked. */
  readonly causes?: readonly string[];
}

/** Where spans go. */
export interface Tracing {
  start(spec: SpanSpec): Trace;
  /** Sends what has not been sent. */
  close(): Promise<void>;
}

interface TracingOptions {
  /** Of an OpenTelemetry collector, by HTTP: spans go to `/v1/traces` below it. */
  readonly endpoint: string;
  readonly service: string;
  readonly role: string;
  readonly agentFor: Outbound['agentFor'];
}

/** The packages are loaded here, so that nobody pays for them who keeps no traces. */
export async function openTracing({ endpoint, service, role, agentFor }: TracingOptions): Promise<Tracing> {
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-base'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({
    url,
    httpAgentOptions: () => agentFor(new URL(url), { keepAlive: true }),
    timeoutMillis: EXPORT_MS,
  });
  const provider = new sdk.BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'hai_long.role': role }),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter)],
  });
  const tools: Tools = { api, tracer: provider.getTracer('hai-long') };
  return {
    start({ name, kind, attributes, causes = [] }) {
      const [first = '', ...others] = causes;
      const context = contextOf(first);
      const parent = context ? api.trace.setSpanContext(api.ROOT_CONTEXT, context) : api.ROOT_CONTEXT;
      const trace = traceOf(tools, tools.tracer.startSpan(name, { kind: KINDS[kind], attributes }, parent));
      trace.link(others);
      return trace;
    },
    close: () => provider.shutdown(),
  };
}

/** A collector that is away delays no stop for longer. */
const EXPORT_MS = 3_000;

interface Tools {
  readonly api: Pick<typeof Api, 'trace' | 'ROOT_CONTEXT' | 'SpanStatusCode'>;
  readonly tracer: Tracer;
}

/** SpanKind.SERVER and CONSUMER: the enum would load the package. */
const KINDS: Readonly<Record<SpanSpec['kind'], SpanKind>> = { server: 1, consumer: 4 };
const MOST_LINKS = 128;

function traceOf(tools: Tools, span: Span): Trace {
  const { api, tracer } = tools;
  const { traceId, spanId, traceFlags } = span.spanContext();
  return {
    parent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
    child: (name) => traceOf(tools, tracer.startSpan(name, {}, api.trace.setSpan(api.ROOT_CONTEXT, span))),
    link(causes) {
      span.addLinks(causes.slice(0, MOST_LINKS).flatMap((cause) => linkOf(cause) ?? []));
    },
    fail(error) {
      const code = error instanceof Error && 'code' in error ? String(error.code).slice(0, 40) : null;
      span.setAttribute('error.type', code ?? (error instanceof Error ? error.name : 'unknown'));
      span.setStatus({ code: api.SpanStatusCode.ERROR });
    },
    end(attributes = {}) {
      span.setAttributes(attributes);
      span.end();
    },
  };
}

const PARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

function linkOf(parent: string): Link | null {
  const context = contextOf(parent);
  return context && { context };
}

function contextOf(parent: string): SpanContext | null {
  const [, traceId, spanId, flags = ''] = PARENT.exec(parent) ?? [];
  if (traceId === undefined || spanId === undefined) return null;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
}
