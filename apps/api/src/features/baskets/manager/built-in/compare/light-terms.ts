import { analyze } from '@outlast/knowledge'

/** Words by which people say that something changes or stays, or what they write down; they are compared by the cues. */
const ABOUT_CHANGE = `
  move moves moved postpone postponed delay delayed reschedule rescheduled change changed changes raise raised reduce reduced
  increase increased extend extended stay stays remain remains still unchanged switch switched update updated correction
  correct decide decided agree agreed agreement done finished completed obsolete longer therefore meanwhile currently current
  newly item note task decision fact goal question insight todo action status info idea already actually instead rather former
  previously mr mrs ms dr prof herr frau today yesterday tomorrow get gets got go goes going come comes coming about roughly approximately exactly per
  verschieben verschiebt verschoben verlegt geändert ändern bleibt bleiben jetzt nun künftig inzwischen erledigt fertig
  plan planned plans beschluss beschlossen entscheidung aufgabe frage ziel notiz findet statt bereits ab sofort stattdessen erhöht gesenkt
`
/** Words that tell hardly any subject from another, besides the everyday ones that the index knows. */
const LIGHT = `
  cancel cancelled canceled removed dropped scrapped needed required relevant happen confirm confirmed complete
  ready closed resolved new take takes taken place places least most shorten shortened verlängert neu neue neuer neues
  abgeschlossen gestrichen entfällt hinfällig obsolet nötig benötigt gebraucht
`

export const LIGHT_TERMS: ReadonlySet<string> = termsIn(LIGHT)

const GERMAN = `
  der die das den dem des ein eine einen einem einer eines und oder aber auch nur noch schon so als wie wenn weil dass daß
  da ob bis von vom zu zum zur im in ins am an auf aus bei beim mit nach seit über unter um für gegen durch vor hinter
  neben zwischen ist sind war waren wird werden wurde wurden worden sein bin hat haben hatte hatten habe kann können
  konnte muss müssen soll sollen sollte will wollen möchte darf dürfen es er sie ich du wir ihr ihm ihn uns euch mir mich
  dir dich sich man mein dein unser unsere unserem unseren euer seine seinen seinem ihre ihren ihrem dieser diese dieses
  diesem diesen jener jede jeder jedes jedem jeden alle allen aller alles hier dort dann denn doch mal sehr mehr weniger
  nicht kein keine keinen keinem keiner nichts nie ohne sondern also etwa rund ca bzw usw dabei dafür damit daran darauf
  davon dazu sonst bitte wann wer wo was wie welche welcher welches wieso warum wohin woher wieviel
`

/** German function words that are English words of some weight. */
const BOTH = termsIn('war man hat bin')
const ABOUT_CHANGE_TERMS = termsIn(ABOUT_CHANGE)
const GERMAN_TERMS = termsIn(GERMAN)

/** Tells which terms of a text are not compared at all. */
export function silentIn(terms: Iterable<string>): (term: string) => boolean {
  let isGerman = false
  for (const term of terms) isGerman ||= GERMAN_TERMS.has(term) && !BOTH.has(term)
  return (term) => ABOUT_CHANGE_TERMS.has(term) || (GERMAN_TERMS.has(term) && (isGerman || !BOTH.has(term)))
}

function termsIn(words: string): Set<string> {
  return new Set(analyze(words).terms.keys())
}
