/** Forms of English verbs that no ending tells, and the verb that each is of. */
export const IRREGULAR_VERBS: Readonly<Record<string, string>> = Object.fromEntries(
  `sent send, bought buy, written write, wrote write, rewritten rewrite, found find, got get, made make, taken take, took take,
  chosen choose, chose choose, paid pay, told tell, given give, gave give, brought bring, built build, met meet, sold sell,
  hung hang, drawn draw, drew draw, done do, spoken speak, spoke speak, led lead, kept keep, left leave, held hold, began begin,
  begun begin, became become, spent spend, taught teach, caught catch, thought think, won win, lost lose, grew grow, grown grow,
  rose rise, risen rise, fell fall, fallen fall, flew fly, flown fly, drove drive, driven drive, broke break, broken break,
  wore wear, worn wear, sang sing, sung sing, swam swim, ate eat, eaten eat, drank drink, came come, went go, gone go, ran run,
  knew know, known know, threw throw, thrown throw, shown show, seen see, saw see, understood understand, bound bind, lent lend,
  rebuilt rebuild, stuck stick, struck strike, swept sweep, slept sleep, felt feel, dealt deal, sought seek, overtaken overtake`
    .split(',')
    .map((pair) => pair.trim().split(/\s+/)),
)
