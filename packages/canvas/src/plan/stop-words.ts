const LISTS = `
a about above after again all also although always am an and any are as at be because been before being below between both but by can
could did do does doing down during each either enough etc even every few for from further get gets got had has have having he her here
hers him his how however i if in into is it its itself just keep let like likely made make makes making many may me might more most much
must my near need needs never no nor not now of off often on once one only or other our out over own per perhaps please quite rather really
same shall she should since so some still such than that the their them then there these they this those through thus to too two under
until up upon us use used uses using very via was we were what when where whether which while who whom why will with within without would
yet you your draw show create diagram picture map concept explain describe visualize visualise sketch please together instead across
der die das den dem des ein eine einer eines einem einen und oder aber nicht mit von zu zum zur im in ist sind war waren wird werden wurde
auch als wie auf aus bei bis durch für gegen ohne um nach vor über unter zwischen sich sie er es wir ihr ich man kann können muss müssen
dass wenn weil damit so sehr noch nur schon dann diese dieser dieses jede jeder jedes hat haben
le la les un une des du de et ou mais ne pas avec pour par dans sur sous entre est sont était être a ont il elle ils elles nous vous je on
que qui dont où ce cette ces son sa ses leur leurs au aux plus moins très aussi comme si
el los las una unos unas y o pero no con por para en sobre bajo entre es son era ser ha han él ella ellos nosotros que quien cuyo donde este
esta estos estas su sus más menos muy también como si al del lo se
的 和 与 了 在 是 有 及 大量 也 都 而 の は が を に と で も する です ます`
export const STOP_WORDS: ReadonlySet<string> = new Set(LISTS.split(/\s+/u).filter(Boolean))

// What often stands between two things and says how they hang together.
const VERBS = `
absorb affect allow attract become begin bring build buy call capture carry cause change check collect combine come connect consist contain
control convert cover create deliver depend describe determine drive eat enable encourage end feed fetch fill find flow follow form
generate give go grow handle help hold improve include increase influence keep lead learn let link listen live look lose manage measure
meet move obtain offer own pass pay plan pollinate prevent process produce protect provide publish push reach read receive reduce release
rely remove render replace require respond return run save see select sell send serve share ship show sort spread start stay stop store
support take teach tell test track train transform travel trigger turn update validate visit wait warm write break burn fall rise cool
evaporate condense orchestrate schedule deploy monitor notify approve reject pick pack lay watch cancel hold
braucht brauchen entsteht entstehen gelangt gelangen enthält erzeugt bildet besteht führt 包括 需要 使用 包含 产生 提供`
const verbs = new Set(VERBS.split(/\s+/u).filter(Boolean))

/** Whether the word is a form of a common English verb: "stores", "stored" and "storing" are "store". */
export function isVerb(word: string): boolean {
  const lower = word.toLowerCase()
  const stems = [
    lower,
    lower.replace(/s$/u, ''),
    lower.replace(/es$/u, ''),
    lower.replace(/ies$/u, 'y'),
    lower.replace(/d$/u, ''),
    lower.replace(/ed$/u, ''),
    lower.replace(/ied$/u, 'y'),
    lower.replace(/ing$/u, ''),
    lower.replace(/ing$/u, 'e'),
  ]
  return (
    stems.some((stem) => verbs.has(stem)) ||
    [
      'sent',
      'sold',
      'bought',
      'built',
      'held',
      'kept',
      'led',
      'made',
      'paid',
      'told',
      'grown',
      'given',
      'written',
    ].includes(lower)
  )
}
