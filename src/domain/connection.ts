/** How it stands with an address that hears of dossiers. */
export type ConnectionState = 'active' | 'failing' | 'off';

export function connectionState({
  failingSince,
  disabledAt,
}: {
  readonly failingSince: Date | null;
  readonly disabledAt: Date | null;
}): ConnectionState {
  if (disabledAt) return 'off';
  return failingSince ? 'failing' : 'active';
}
