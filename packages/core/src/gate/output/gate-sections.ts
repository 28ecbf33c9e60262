import type { ReportedChange } from '../../reporting/replay-row.js'
import type { DecisionName, GateResult } from '../gate-result.js'

/** One list of a result, in the words of all outputs. Texts are safe to print. */
export interface GateSection {
  /** `2 new violations` */
  readonly title: string
  /** Whether it is to be seen at once. */
  readonly open: boolean
  readonly items: readonly GateItem[]
}

export interface GateItem {
  /** What it is about, mostly the id of a decision. */
  readonly name: string
  readonly facts: readonly string[]
  /** A line each. */
  readonly details: readonly string[]
}

/** The lists of a result that hold something, what weighs most first. */
export function gateSections(result: GateResult): GateSection[] {
  const moves = (move: 'loosened' | 'changed' | 'tightened') =>
    result.policyChanges.filter((finding) => finding.move === move).map(policyItem)
  return [
    section('new violation', result.newViolations.map(failedItem), true),
    section('baseline removed', result.removedBaselines.map(nameItem), true, 'baselines removed'),
    section(
      'baseline no longer replayed',
      result.lostCoverage.map(nameItem),
      true,
      'baselines no longer replayed',
    ),
    section('policy rule loosened', moves('loosened'), true, 'policy rules loosened'),
    section('policy rule changed', moves('changed'), true, 'policy rules changed'),
    section(
      'decision of another model',
      result.modelChanges.map(modelItem),
      true,
      'decisions of another model',
    ),
    section('decision sampled', result.samples.map(sampleItem), false, 'decisions sampled'),
    section('baseline changed', result.changedBaselines.map(changedItem), false, 'baselines changed'),
    section('still failing', result.stillFailing.map(failedItem), false, 'still failing'),
    section('fixed', result.fixed.map(nameItem), false, 'fixed'),
    section('baseline added', result.addedBaselines.map(nameItem), false, 'baselines added'),
    section(
      'baseline renamed or moved',
      result.movedBaselines.map(movedItem),
      false,
      'baselines renamed or moved',
    ),
    section('policy rule tightened', moves('tightened'), false, 'policy rules tightened'),
    section(
      'decision without a baseline',
      result.withoutBaseline.map((name) => item(name)),
      false,
      'decisions without a baseline',
    ),
    section(
      'baseline that no test replays',
      result.notReplayed.map(nameItem),
      false,
      'baselines that no test replays',
    ),
    section('old baseline', result.oldBaselines.map(oldItem), false),
  ].filter(({ items }) => items.length > 0)
}

function section(one: string, items: readonly GateItem[], open: boolean, many = `${one}s`): GateSection {
  return { title: `${items.length} ${items.length === 1 ? one : many}`, open, items }
}

function item(
  name: string,
  facts: readonly (string | undefined)[] = [],
  details: readonly string[] = [],
): GateItem {
  return { name, facts: facts.filter((fact) => fact !== undefined), details }
}

/** The decision where its id does not say it, and the store where it is not the usual one. */
function nameFacts({ functionName, store }: DecisionName): string[] {
  return [
    ...(functionName === undefined ? [] : [functionName]),
    ...(store === 'dir:decisions' ? [] : [store]),
  ]
}

function nameItem(name: DecisionName): GateItem {
  return item(name.id, nameFacts(name))
}

function failedItem({
  id,
  verdict,
  functionName,
  policy,
  test,
  details,
}: GateResult['newViolations'][number]): GateItem {
  return item(id, [verdict, functionName, policy, test], details)
}

function policyItem({ before, after, what, decisions }: GateResult['policyChanges'][number]): GateItem {
  const [was, is] = [before, after].map((name) => (name === null ? 'no policy' : `"${name}"`))
  const ids = decisions.slice(0, 3).map(({ id }) => id)
  const more = decisions.length - ids.length
  return item(what, [
    was === is ? was : `${was} → ${is}`,
    `for ${ids.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  ])
}

function modelItem({ where, before, after, ...name }: GateResult['modelChanges'][number]): GateItem {
  const text = (model: typeof before): string =>
    model === null ? 'none' : [model.provider, model.name, model.version].filter(Boolean).join(' ')
  const [was, is] = [text(before), text(after)]
  const what = was === is ? `${was}, with other parameters` : `${was} → ${is}`
  return item(name.id, [where === 'baseline' ? 'recorded anew' : 'the code asks another', what])
}

function sampleItem({ base, head, p, level, answer, ...name }: GateResult['samples'][number]): GateItem {
  const answers = {
    worse: 'worse',
    'not-shown': 'not shown to be worse',
    'insufficient-sample': 'insufficient sample',
  }
  return item(name.id, [
    `${head.passed} of ${head.total} match, on the base ${base.passed} of ${base.total}`,
    answers[answer],
    `Fisher's exact test, one-sided: p = ${p.toPrecision(2)}, shown below ${level.toPrecision(2)}`,
  ])
}

function changedItem(change: GateResult['changedBaselines'][number]): GateItem {
  const { changes, omittedChanges = 0, edited } = change
  const lines = (changes ?? []).map(changeLine)
  const more = omittedChanges > 0 ? [`… and ${omittedChanges} more`] : []
  const unknown = changes === undefined ? ['what changed in it is not at hand here'] : []
  return item(
    change.id,
    [...nameFacts(change), edited === true ? 'edited by hand' : undefined],
    [...lines, ...more, ...unknown],
  )
}

function changeLine({ fieldPath, changeType, oldValue = '', newValue = '' }: ReportedChange): string {
  if (changeType === 'added') return `${fieldPath}: added ${newValue}`
  if (changeType === 'removed') return `${fieldPath}: removed ${oldValue}`
  return `${fieldPath}: ${oldValue} → ${newValue}`
}

function movedItem({ from, ...name }: GateResult['movedBaselines'][number]): GateItem {
  return item(name.id, [
    `was ${from.id}${from.store === name.store ? '' : ` in ${from.store}, is in ${name.store}`}`,
  ])
}

function oldItem({ days, createdAt, ...name }: GateResult['oldBaselines'][number]): GateItem {
  return item(name.id, [`${days} days`, createdAt])
}
