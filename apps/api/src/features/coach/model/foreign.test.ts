import { expect, test } from 'vitest'
import { foreignIn } from './foreign.ts'

/** What is said to who writes so; `english`, or null where it can't be told. */
const told = (text: string): string | null => {
  const language = foreignIn(text)
  return language === null || language === 'english' ? language : language.notice
}

test.each([
  ['Ich möchte bis Juni fertig sein', 'Ich verstehe'],
  ['Je voudrais mieux dormir', 'Je ne comprends'],
  ['Quiero aprender a tocar la guitarra', 'Solo entiendo'],
  ['Vorrei imparare a nuotare, ma non ho tempo', 'Capisco solo'],
  ['Eu não tenho tempo para isso', 'Só entendo'],
  ['Ik wil het roer omgooien', 'Ik begrijp'],
  ['Chcę się nauczyć pływać', 'Rozumiem'],
  ['Я хочу научиться плавать', 'Я понимаю'],
  ['我想学游泳', '我只懂英语'],
  ['泳ぎを習いたい', '英語しか'],
  ['אני רוצה ללמוד לשחות', 'I understand only English'],
])('%s', (text, notice) => expect(told(text)).toContain(notice))

test.each([
  'I want to visit El Paso and Los Angeles',
  'The second one, from Monday.',
  'the word 你好 means hello',
  'Read "Die Verwandlung" by Kafka',
  'My son is in Le Mans',
])('%s is English', (text) => expect(told(text)).toBe('english'))

test.each(['Anna', 'Monday', '42', '', '👩‍👩‍👧', '!!!', 'Guitar lessons'])('%j may be any language', (text) =>
  expect(told(text)).toBeNull(),
)
