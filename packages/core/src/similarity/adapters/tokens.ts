/** A tensor of `@huggingface/transformers`: its sizes, and all its numbers in a row. */
export interface Tensor {
  readonly dims: readonly number[]
  readonly data: ArrayLike<number | bigint>
}

/** A tokenizer of `@huggingface/transformers`. */
export interface Tokenizer {
  (
    texts: string[],
    options: { readonly text_pair?: string[]; readonly padding: boolean; readonly truncation: boolean },
  ): { readonly input_ids: Tensor }
  readonly model_max_length?: number
}

/**
 * Texts as tokens.
 *
 * @throws RangeError for more than the model takes: cut texts would be alike whatever comes behind the cut.
 */
export function tokensOf(
  tokenizer: Tokenizer,
  texts: string[],
  pairs?: string[],
): { readonly input_ids: Tensor } {
  const options = { padding: true, truncation: false }
  const tokens = tokenizer(texts, pairs === undefined ? options : { ...options, text_pair: pairs })
  const [, longest = 0] = tokens.input_ids.dims
  const most = tokenizer.model_max_length ?? Infinity
  if (longest > most) {
    throw new RangeError(
      `a text has ${longest} tokens, and the model reads ${most}: use another scorer for texts as long as this`,
    )
  }
  return tokens
}
