/** A language that the built-in coach knows when it sees it, and does not understand. */
export type Foreign = {
  /** That it does not, for those who read no English. */
  notice: string
  /** What to do instead of talking with a program. */
  danger: string | null
}

const ANY: Foreign = {
  notice:
    'I understand only English. I search your files all the same, whatever language they are in, and ask my questions in English.',
  danger: null,
}

type Known = Foreign & { words: string }

/** By the words that are frequent in them and are no English ones. */
const LATIN: Known[] = [
  {
    words:
      'ich und nicht der das ist mein meine meinen mich mir wie ein eine einen zu für auf mit möchte habe kann könnte aber wir den dem von bin wenn weil danke hallo bitte ja nein morgen keine',
    notice:
      'Ich verstehe nur Englisch. In den Dateien suche ich trotzdem, in jeder Sprache; meine Fragen sind auf Englisch.',
    danger:
      'Was hier steht, macht mir Sorgen. Ich bin ein Programm und kann dabei nicht helfen. Bitte sprich jetzt mit einem Menschen: Notruf 112, ein Krisentelefon (findahelpline.com) oder jemand in deiner Nähe.',
  },
  {
    words:
      'je le les des et est une pas pour dans que qui mon ma mes avec suis veux voudrais comment bonjour merci ai puis mais nous du ne au ce oui salut sais',
    notice:
      'Je ne comprends que l’anglais. Je cherche quand même dans les fichiers, dans toutes les langues ; mes questions sont en anglais.',
    danger:
      'Ce qui est écrit ici m’inquiète. Je suis un programme et je ne peux pas aider. Parle maintenant à quelqu’un : les urgences (112), une ligne d’écoute (findahelpline.com) ou une personne près de toi.',
  },
  {
    words:
      'el los las que en un una por para con mi mis quiero cómo como qué es tengo yo pero hola gracias sé estoy muy puedo del hacer sí cuando',
    notice: 'Solo entiendo inglés. Aun así busco en los archivos, en cualquier idioma; mis preguntas están en inglés.',
    danger:
      'Lo que escribes me preocupa. Soy un programa y no puedo ayudar con esto. Habla ahora con una persona: emergencias (112 o 911), una línea de ayuda (findahelpline.com) o alguien cerca de ti.',
  },
  {
    words: 'il gli che di un una per con mio mia sono voglio vorrei non come ciao grazie ho più della mi ma posso è sì',
    notice: 'Capisco solo l’inglese. Cerco comunque nei file, in qualsiasi lingua; le mie domande sono in inglese.',
    danger:
      'Quello che scrivi mi preoccupa. Sono un programma e non posso aiutare. Parla adesso con una persona: emergenze (112), una linea di aiuto (findahelpline.com) o qualcuno vicino a te.',
  },
  {
    words:
      'os que um uma para com meu minha não eu quero como olá obrigado obrigada estou mas muito na da sim tenho você é',
    notice:
      'Só entendo inglês. Mesmo assim procuro nos ficheiros, em qualquer língua; as minhas perguntas são em inglês.',
    danger:
      'O que escreves preocupa-me. Sou um programa e não posso ajudar com isto. Fala agora com uma pessoa: emergência (112; no Brasil 188), uma linha de apoio (findahelpline.com) ou alguém perto de ti.',
  },
  {
    words: 'ik het een niet van mijn met voor wil hoe dat maar hallo bedankt dank heb ben je naar wat kan zijn ook',
    notice: 'Ik begrijp alleen Engels. Ik zoek toch in de bestanden, in elke taal; mijn vragen zijn in het Engels.',
    danger:
      'Wat je schrijft, baart me zorgen. Ik ben een programma en kan hier niet bij helpen. Praat nu met een mens: het alarmnummer (112), een hulplijn (findahelpline.com) of iemand bij je in de buurt.',
  },
  {
    words: 'się nie jest chcę jak mój moja na że mam cześć dziękuję jestem mnie ale dla co już żeby tak',
    notice: 'Rozumiem tylko angielski. Mimo to szukam w plikach, w każdym języku; moje pytania są po angielsku.',
    danger:
      'Niepokoi mnie to, co piszesz. Jestem programem i nie mogę w tym pomóc. Porozmawiaj teraz z człowiekiem: numer alarmowy 112, telefon zaufania (findahelpline.com) albo ktoś blisko ciebie.',
  },
]

/** The first that is in a text; Japanese is written with Chinese characters as well. */
const SCRIPTS: [RegExp, Foreign][] = [
  [
    /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
    {
      notice: '英語しか分かりません。ファイルは何語でも検索します。質問は英語でします。',
      danger:
        '書かれたことがとても心配です。私はプログラムなので、力になれません。今すぐ人に話してください：緊急通報の番号、相談窓口（findahelpline.com）、または近くにいる人に。',
    },
  ],
  [
    /\p{Script=Han}/u,
    {
      notice: '我只懂英语。不过我会搜索你的文件，不论是什么语言；我用英语提问。',
      danger:
        '你写的话让我担心。我只是一个程序，帮不了这件事。请现在就找人谈谈：当地的紧急电话、心理援助热线（findahelpline.com），或你身边的人。',
    },
  ],
  [
    /\p{Script=Cyrillic}/u,
    {
      notice:
        'Я понимаю только английский. Файлы я всё равно просматриваю, на любом языке; вопросы задаю по-английски.',
      danger:
        'То, что вы пишете, меня тревожит. Я программа и не могу с этим помочь. Поговорите сейчас с человеком: номер экстренной помощи (112), телефон доверия (findahelpline.com) или кто-то рядом.',
    },
  ],
]

/** None that other languages have as well, such as `a`, `no` or `in`. */
const ENGLISH =
  'the to and of i my is it for with that you what how not at be but can could have had want need will would from this they she his her our or if about there when who why by are been don more yes thanks hello hi please'

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '))
const ENGLISH_WORDS = setOf(ENGLISH)
const LATIN_WORDS = LATIN.map((language) => ({ language, words: setOf(language.words) }))

/** So much of a message tells its language. */
const LOOK_AT_CHARS = 2_000

/** The language of a text if it is not English: `english` if it is, null where a text is too short to tell. */
export function foreignIn(text: string): Foreign | 'english' | null {
  const begin = text.slice(0, LOOK_AT_CHARS)
  const letters = begin.match(/\p{L}/gu)?.length ?? 0
  const latin = begin.match(/\p{Script=Latin}/gu)?.length ?? 0
  if (letters > 0 && latin * 2 < letters) return SCRIPTS.find(([script]) => script.test(begin))?.[1] ?? ANY
  const words = begin.toLowerCase().match(/\p{L}+/gu) ?? []
  const count = (known: ReadonlySet<string>): number => words.filter((word) => known.has(word)).length
  const english = count(ENGLISH_WORDS)
  const [best] = LATIN_WORDS.map(({ language, words }) => ({ language, hits: count(words) })).sort(
    (one, other) => other.hits - one.hits,
  )
  if (best !== undefined && best.hits > english) return best.language
  return english > 0 ? 'english' : null
}

/** Thanks, a yes, a greeting. */
const SMALL_TALK =
  /^(?:(?:vielen )?danke?(?: je| u)?|hallo|hej|ja|nein|bonjour|salut|merci|oui|non|hola|gracias|sí|ciao|grazie|sì|olá|obrigad[oa]|sim|não|bedankt|nee|cześć|dziękuję|tak|nie|привет|здравствуйте|спасибо|да|нет|你好|谢谢|謝謝|こんにちは|ありがとう(?:ございます)?|שלום|תודה|مرحبا|شكرا)[\s!.。！,]*$/iu

const UNSURE =
  /(?:weiß|weiss) (?:ich |es )?(?:noch )?nicht|keine ahnung|ne sais pas|aucune idée|no (?:lo )?sé|ni idea|non (?:lo )?so|nessuna idea|não sei|weet (?:ik )?(?:het )?niet|geen idee|nie wiem|не знаю|不知道|わから|分から|לא יודע|لا أعرف/iu

export const isForeignSmallTalk = (text: string): boolean => SMALL_TALK.test(text)
export const isForeignUnsure = (text: string): boolean => text.length < 80 && UNSURE.test(text)
