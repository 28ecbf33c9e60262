import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { embeddingModel, entailmentModel } from './tiny-onnx.js'

/** Tokens that every vocabulary begins with. */
const SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]']

/** Tokens that the models read at most. */
export const MODEL_MAX_LENGTH = 12

/** Writes a model whose words have the vectors that are given; all other words have none. */
export function writeEmbeddingModel(
  folder: string,
  words: Readonly<Record<string, readonly number[]>>,
): void {
  const size = Object.values(words)[0]?.length ?? 0
  const rows = [...SPECIAL.map(() => new Array<number>(size).fill(0)), ...Object.values(words)]
  write(folder, Object.keys(words), embeddingModel(rows), { architectures: ['BertModel'] })
}

/** Writes a model by which what weighs more follows from nothing that weighs less. */
export function writeEntailmentModel(
  folder: string,
  words: Readonly<Record<string, number>>,
  labels: readonly string[] = ['contradiction', 'neutral', 'ENTAILMENT'],
): void {
  write(folder, Object.keys(words), entailmentModel([0, 0, 0, 0, ...Object.values(words)]), {
    architectures: ['BertForSequenceClassification'],
    id2label: Object.fromEntries(labels.map((label, index) => [index, label])),
    label2id: Object.fromEntries(labels.map((label, index) => [label, index])),
  })
}

function write(folder: string, words: readonly string[], onnx: Uint8Array, config: object): void {
  const vocabulary = [...SPECIAL, ...words]
  const special = (content: string) => ({ SpecialToken: { id: content, type_id: 0 } })
  const [cls, sep] = [special('[CLS]'), special('[SEP]')]
  const sequence = (id: string, type: number) => ({ Sequence: { id, type_id: type } })
  const tokenizer = {
    version: '1.0',
    added_tokens: SPECIAL.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    post_processor: {
      type: 'TemplateProcessing',
      single: [cls, sequence('A', 0), sep],
      pair: [cls, sequence('A', 0), sep, sequence('B', 1), { SpecialToken: { id: '[SEP]', type_id: 1 } }],
      special_tokens: {
        '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
        '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
      },
    },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.map((word, id) => [word, id])),
    },
  }
  mkdirSync(join(folder, 'onnx'), { recursive: true })
  writeFileSync(join(folder, 'onnx/model.onnx'), onnx)
  for (const [name, content] of Object.entries({
    config: { model_type: 'bert', vocab_size: vocabulary.length, ...config },
    tokenizer,
    tokenizer_config: {
      tokenizer_class: 'BertTokenizer',
      model_max_length: MODEL_MAX_LENGTH,
      pad_token: '[PAD]',
      unk_token: '[UNK]',
      cls_token: '[CLS]',
      sep_token: '[SEP]',
    },
  })) {
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(content))
  }
}
