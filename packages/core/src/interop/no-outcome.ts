/** Why a foreign record is left out that says neither what a decision gave nor how it failed. */
export const NO_OUTCOME =
  'It holds neither an output nor an error, so there is nothing a replay could be compared with.'
