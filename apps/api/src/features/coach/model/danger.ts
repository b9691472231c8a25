import { plainWords } from './own-words.ts'

/**
 * Words after which no coaching question is the right answer, in the languages of most people who come here. Rather once too
 * often: who meant nothing by it reads four lines.
 */
const IN_DANGER = [
  /\b(?:kill(?:ing)? (?:myself|him|her|them|someone|somebody)|end my (?:own )?life|take my (?:own )?life|(?:want|wanna|like|going|ready) to die|wish i (?:was|were) dead|don'?t want to (?:live|be alive)|(?:hurt|harm|cut)(?:ting|ing)? myself|self[- ]?harm)/i,
  // Suicide: English, French, Spanish, Italian, Portuguese; German; Dutch; Polish; Russian, Ukrainian; Turkish.
  /suicid|suizid|selbstmord|zelfmoord|zelfdoding|samobój|самоуб|самогуб|суицид|intihar/iu,
  // Chinese, Japanese, Korean, Arabic, Hebrew, Hindi.
  /自杀|自殺|自残|自殘|自傷|不想活|想死(?!你|我|他|她)|死にたい|消えてしまいたい|자살|자해|죽고\s?싶|انتحار|أنتحر|أريد أن أموت|להתאבד|התאבדות|רוצה למות|לא רוצה לחיות|आत्महत्या|मरना चाहत/u,
  // German.
  /(?:mich|ihn|sie) umbringen|bringe? (?:mich|ihn|sie) um|nicht (?:mehr|länger) leben|sterben (?:will|möchte|wollen)|(?:will|möchte)(?: \p{L}+)? sterben|(?:das|mein) leben nehmen|mir (?:etwas|was) antun|(?:mich|mir) (?:selbst )?(?:verletze|wehtun|ritze)|(?:wäre|bin) (?:ich )?(?:lieber|besser) tot|tot sein/iu,
  // French.
  /(?<!\p{L})(?:me (?:tuer|suicide)|(?:veux|voudrais|envie de|préfère) mourir(?! de (?:rire|faim))|(?:ne (?:veux|voudrais) plus|plus envie de) vivre|en finir avec (?:la|ma) vie|mettre fin à (?:mes jours|ma vie)|me faire du mal)/iu,
  // Spanish, Portuguese, Italian.
  /(?<!\p{L})(?:matarme|quitarme la vida|(?:acabar|terminar) con mi vida|(?:quiero|quisiera|deseo|ganas de) morir(?:me)?(?! de (?:risa|hambre))|no quiero (?:seguir )?viv(?:ir|iendo)|hacerme daño)/iu,
  /(?<!\p{L})(?:me matar|matar-me|(?:quero|queria|vontade de) morrer(?! de rir)|não quero (?:mais )?viver|tirar a minha vida|me machucar)/iu,
  /(?<!\p{L})(?:uccidermi|ammazzarmi|voglio morire|vorrei morire|non voglio più vivere|togliermi la vita|farmi del male)/iu,
  // Dutch, Polish, Russian, Turkish.
  /(?<!\p{L})(?:niet meer leven|wil (?:ik )?dood|me(?:zelf)? van kant|mezelf (?:pijn|iets aan)|zabić się|się zabić|chcę umrzeć|nie chcę (?:już )?żyć|убить себя|хочу умереть|не хочу (?:больше )?жить|покончить с собой|ölmek istiyorum|kendimi öldür|yaşamak istemiyorum)/iu,
]

/** Whether a person may be about to harm themselves or others. What they say then is no goal, now or later. */
export function isInDanger(text: string): boolean {
  const plain = plainWords(text)
  return IN_DANGER.some((pattern) => pattern.test(plain))
}
