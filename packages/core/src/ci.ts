/** What services set that do not set `CI`: Azure Pipelines, TeamCity, Jenkins, AWS CodeBuild and Bamboo. */
const OTHER_FLAGS = ['TF_BUILD', 'TEAMCITY_VERSION', 'JENKINS_URL', 'CODEBUILD_BUILD_ID', 'bamboo_planKey']

/**
 * Whether this run is a CI job: by `CI`, which most services set, else by what the others set. `CI=false` says that it is
 * none. `RETRIAL_CI` is how jest's `--ci` reaches its workers.
 */
export function isCi(): boolean {
  const { CI = '', RETRIAL_CI } = process.env
  if (isSet(RETRIAL_CI)) return true
  return CI === '' ? OTHER_FLAGS.some((name) => isSet(process.env[name])) : isSet(CI)
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
