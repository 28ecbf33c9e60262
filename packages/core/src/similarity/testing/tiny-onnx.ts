/**
 * Writes models of a few hundred bytes in the format of ONNX (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto),
 * field by field, as protocol buffers have it.
 */
type Field = readonly [number: number, value: number | string | Uint8Array]

function varint(value: number): number[] {
  const bytes: number[] = []
  for (let rest = BigInt.asUintN(64, BigInt(value)); ; rest >>= 7n) {
    if (rest < 0x80n) return [...bytes, Number(rest)]
    bytes.push(Number(rest & 0x7fn) | 0x80)
  }
}

function message(...fields: readonly Field[]): Uint8Array {
  return Buffer.concat(
    fields.map(([number, value]) => {
      if (typeof value === 'number') return Buffer.from([...varint(number << 3), ...varint(value)])
      const bytes = Buffer.from(value as Uint8Array)
      return Buffer.concat([Buffer.from([...varint((number << 3) | 2), ...varint(bytes.length)]), bytes])
    }),
  )
}

const FLOAT = 1
const INT64 = 7

/** An integer attribute, or a list of them. */
const attribute = (name: string, value: number | readonly number[]): Uint8Array =>
  typeof value === 'number'
    ? message([1, name], [3, value], [20, 2])
    : message([1, name], ...value.map((item): Field => [8, item]), [20, 7])

interface Node {
  readonly op: string
  readonly inputs: readonly string[]
  readonly output: string
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>
}

const node = ({ op, inputs, output, attributes = {} }: Node): Uint8Array =>
  message(
    ...inputs.map((input): Field => [1, input]),
    [2, output],
    [4, op],
    ...Object.entries(attributes).map(([name, value]): Field => [5, attribute(name, value)]),
  )

const tensor = (name: string, dims: readonly number[], numbers: readonly number[]): Uint8Array =>
  message(
    ...dims.map((dim): Field => [1, dim]),
    [2, FLOAT],
    [8, name],
    [9, new Uint8Array(Float32Array.from(numbers).buffer)],
  )

const value = (name: string, type: number, dims: readonly (string | number)[]): Uint8Array => {
  const shape = message(
    ...dims.map((dim): Field => [1, typeof dim === 'number' ? message([1, dim]) : message([2, dim])]),
  )
  return message([1, name], [2, message([1, message([1, type], [2, shape])])])
}

const TOKENS = ['batch', 'sequence']

function model(
  inputs: readonly string[],
  constants: readonly Uint8Array[],
  nodes: readonly Node[],
  output: Uint8Array,
): Uint8Array {
  const graph = message(
    ...nodes.map((item): Field => [1, node(item)]),
    [2, 'tiny'],
    ...constants.map((constant): Field => [5, constant]),
    ...inputs.map((name): Field => [11, value(name, INT64, TOKENS)]),
    [12, output],
  )
  return message([1, 7], [7, graph], [8, message([1, ''], [2, 11])])
}

/** The vector of a token is its row. */
export function embeddingModel(rows: readonly (readonly number[])[]): Uint8Array {
  const size = rows[0]?.length ?? 0
  return model(
    ['input_ids', 'attention_mask'],
    [tensor('rows', [rows.length, size], rows.flat())],
    [{ op: 'Gather', inputs: ['rows', 'input_ids'], output: 'last_hidden_state' }],
    value('last_hidden_state', FLOAT, [...TOKENS, size]),
  )
}

/**
 * Logits of contradiction, neutral and entailment: 0, 0, and 4 plus the weights of the premise less those of the
 * hypothesis.
 */
export function entailmentModel(weights: readonly number[]): Uint8Array {
  return model(
    ['input_ids', 'attention_mask', 'token_type_ids'],
    [
      tensor('weights', [weights.length], weights),
      tensor('minus_two', [1], [-2]),
      tensor('one', [1], [1]),
      tensor('four', [1], [4]),
      tensor('zero', [1], [0]),
    ],
    [
      { op: 'Gather', inputs: ['weights', 'input_ids'], output: 'weight' },
      { op: 'Cast', inputs: ['token_type_ids'], output: 'side', attributes: { to: FLOAT } },
      { op: 'Mul', inputs: ['side', 'minus_two'], output: 'doubled' },
      { op: 'Add', inputs: ['doubled', 'one'], output: 'sign' },
      { op: 'Mul', inputs: ['weight', 'sign'], output: 'signed' },
      { op: 'Cast', inputs: ['attention_mask'], output: 'mask', attributes: { to: FLOAT } },
      { op: 'Mul', inputs: ['signed', 'mask'], output: 'counted' },
      { op: 'ReduceSum', inputs: ['counted'], output: 'sum', attributes: { axes: [1], keepdims: 1 } },
      { op: 'Add', inputs: ['sum', 'four'], output: 'entailment' },
      { op: 'Mul', inputs: ['sum', 'zero'], output: 'nothing' },
      {
        op: 'Concat',
        inputs: ['nothing', 'nothing', 'entailment'],
        output: 'logits',
        attributes: { axis: 1 },
      },
    ],
    value('logits', FLOAT, ['batch', 3]),
  )
}
