import fc from 'fast-check'

const { RETRIAL_SEED = '20260101' } = process.env

// One commit has one verdict: values that nobody saw before must not fail a change that has nothing to do with them.
if (RETRIAL_SEED !== 'random') fc.configureGlobal({ seed: Number(RETRIAL_SEED) })
