/** What a human said of a finding, having looked. */
export type Review =
  | { readonly kind: 'dismissed' }
  /** `suspect` responses of the unit and month are doubtful: its figures get bounds. */
  | { readonly kind: 'confirmed'; readonly suspect: number };
