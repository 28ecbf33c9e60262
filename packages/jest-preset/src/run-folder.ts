/** Where the workers of a run leave their rows for the reporter; its path reaches them by this variable. */
export const RUN_FOLDER = 'RETRIAL_RUN_DIR'

/** How `--ci` reaches the workers. */
export const CI_FLAG = 'RETRIAL_CI'
