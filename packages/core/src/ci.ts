/**
 * Whether this run is a CI job, by `CI`, which nearly every CI service sets. `RETRIAL_CI` is how jest's `--ci` reaches its
 * workers.
 */
export function isCi(): boolean {
  return isSet(process.env['CI']) || isSet(process.env['RETRIAL_CI'])
}

function isSet(flag = ''): boolean {
  return flag !== '' && flag !== '0' && flag !== 'false'
}

/** `RETRIAL_ALLOW_CI_WRITES=1`, the only way in which a CI job writes baselines. */
export function ciMayWrite(): boolean {
  return process.env['RETRIAL_ALLOW_CI_WRITES'] === '1'
}

/** `RETRIAL_LIVE=1`, the second word that a CI job needs beside the option to call the real world. */
export function ciMayGoLive(): boolean {
  return process.env['RETRIAL_LIVE'] === '1'
}
