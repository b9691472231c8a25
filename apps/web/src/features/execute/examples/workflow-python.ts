import { NEEDLE, PATTERNS, QUESTION, TOPICS } from './workflow-words.ts'

/** Stands for the number in the code. */
const TOKENS = '%TOKENS%'

const rows = (lines: string[]) => lines.map((line) => `    ${JSON.stringify(line)},`).join('\n')

const CODE = `# From text to searchable, in batches. After each batch the run saves where it is: stop the server
# in the middle, even with kill -9, and the next attempt goes on there.
import random
import time

from outlast import checkpoint, collection, embed, progress, tokenize

TOKENS = ${TOKENS}
BATCH = 25_000  # tokens from one checkpoint to the next
PASSAGE = 200  # tokens of a passage, the unit that is embedded and found

NEEDLE = ${JSON.stringify(NEEDLE)}
QUESTION = ${JSON.stringify(QUESTION)}

TOPICS = [
${rows(TOPICS)}
]
PATTERNS = [
${rows(PATTERNS)}
]
# Names such as "Maro" and "Velinta". As in any language, a few words are frequent and most are rare.
SYLLABLES = "ma ro vel in ta ko sha len dor pi ru an tes fi bo gar".split()
NAMES = [(a + b + c).capitalize() for a in SYLLABLES for b in SYLLABLES for c in ("", "ne", "rik", "sol")]
WORDS = [topic.split() + NAMES for topic in TOPICS]


def frequencies(count):
    """How often the first word is wanted, the first two, ...: the second half as often as the first, and so on."""
    total = 0.0
    return [total := total + 1 / rank for rank in range(1, count + 1)]


WEIGHTS = frequencies(len(WORDS[0]))


def write(batch, tokens):
    """A text of at least so many tokens, always the same for the same batch."""
    chance = random.Random(batch)
    sentences = [NEEDLE] if batch == batches // 2 else []
    length = 0
    while length < tokens * 4.4:  # letters; a token has 4 of these
        words = WORDS[chance.randrange(len(WORDS))]
        for pattern in chance.choices(PATTERNS, k=10):
            sentence = pattern.format(*chance.choices(words, cum_weights=WEIGHTS, k=4))
            sentences.append(sentence)
            length += len(sentence)
    return " ".join(sentences)


def cut(text, tokens):
    """Passages of a text, each so many tokens long."""
    for at in range(0, len(tokens), PASSAGE):
        part = tokens[at : at + PASSAGE]
        yield text[part[0].start : part[-1].end].strip()


started = time.perf_counter()
batches = -(-TOKENS // BATCH)
notes = collection(f"workflow-{TOKENS}")
state = checkpoint.load() or {"batches": 0, "tokens": 0, "passages": 0}
if state["batches"] > 0:
    print(f"going on after {state['tokens']:,} tokens")

for batch in range(state["batches"], batches):
    wanted = min(BATCH, TOKENS - state["tokens"])
    text = write(batch, wanted)
    tokens = tokenize(text, "bpe", document=f"batch {batch}")[:wanted]
    passages = list(cut(text, tokens))
    vectors = embed(passages)
    # With ids of its own, a batch that was under way when the server stopped is not there twice.
    items = [
        {"id": f"{batch}-{at}", "text": passage, "metadata": {"batch": batch}, "vector": vectors[at]}
        for at, passage in enumerate(passages)
    ]
    notes.upsert(items, model=vectors.model)

    state = {
        "batches": batch + 1,
        "tokens": state["tokens"] + len(tokens),
        "passages": state["passages"] + len(passages),
    }
    checkpoint.save(state)
    progress(state["batches"] / batches, f"{state['tokens']:,} of {TOKENS:,} tokens are searchable")

best = notes.search(QUESTION, k=3)
print(best[0].text[:200])
assert NEEDLE in best[0].text, "the sentence was not found"
assert notes.count() == state["passages"], "some passages are missing"

{"tokens": state["tokens"], "passages": notes.count(), "seconds": round(time.perf_counter() - started, 1)}
`

/** The workflow in Python, on so many tokens. */
export function workflowInPython(tokens: number): string {
  return CODE.replace(TOKENS, tokens.toLocaleString('en').replaceAll(',', '_'))
}
