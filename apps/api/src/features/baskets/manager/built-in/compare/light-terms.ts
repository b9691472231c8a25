import { analyze } from '@outlast/knowledge'

/** Words by which people say that something changes, stays, is agreed or is done; they tell no subject from another. */
const ABOUT_CHANGE = `
  move moves moved postpone postponed delay delayed reschedule rescheduled change changed changes raise raised reduce reduced
  increase increased extend extended shorten shortened stay stays remain remains still unchanged switch switched update updated
  correction correct decide decided agree agreed agreement confirm confirmed done finished completed complete ready closed
  resolved obsolete cancel cancelled canceled removed dropped scrapped needed required relevant longer therefore meanwhile
  currently current newly planned plan happen happens happening item note task decision fact goal question insight todo
  action status info idea already actually instead rather former previously today yesterday tomorrow week weekend
  take takes taken place place takes gets got goes going comes coming about roughly approximately exactly per least most
  verschieben verschiebt verschoben verlegt geändert ändern bleibt bleiben neu neue neuer neues jetzt nun künftig inzwischen
  erledigt fertig abgeschlossen gestrichen entfällt hinfällig obsolet nötig benötigt gebraucht beschluss beschlossen
  entscheidung aufgabe frage ziel notiz findet statt bereits ab sofort stattdessen erhöht gesenkt verlängert
`

export const LIGHT_TERMS: ReadonlySet<string> = new Set(analyze(ABOUT_CHANGE).terms.keys())

const GERMAN = `
  der die das den dem des ein eine einen einem einer eines und oder aber auch nur noch schon so als wie wenn weil dass daß
  da ob bis von vom zu zum zur im in ins am an auf aus bei beim mit nach seit über unter um für gegen durch vor hinter
  neben zwischen ist sind war waren wird werden wurde wurden worden sein bin hat haben hatte hatten habe kann können
  konnte muss müssen soll sollen sollte will wollen möchte darf dürfen es er sie ich du wir ihr ihm ihn uns euch mir mich
  dir dich sich man mein dein unser unsere unserem unseren euer seine seinen seinem ihre ihren ihrem dieser diese dieses
  diesem diesen jener jede jeder jedes jedem jeden alle allen aller alles hier dort dann denn doch mal sehr mehr weniger
  nicht kein keine keinen keinem keiner nichts nie ohne sondern also etwa rund ca bzw usw dabei dafür damit daran darauf
  davon dazu sonst bitte
`

export const GERMAN_FUNCTION_WORDS: ReadonlySet<string> = new Set(analyze(GERMAN).terms.keys())
