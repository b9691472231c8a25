import { anyOf } from './any-of.ts'

/** Verbs with which people begin what is to be done. */
export const TASK_VERB = anyOf(`
  add, adjust, agree, align, analy[sz]e, announce, apply, appoint, archive, arrange, ask, assign, attend, backup, benchmark, block,
  book, bring, build, buy, calibrate, call, cancel, change, chase, check, choose, clarify, clean, clear, close, collect, compare,
  compile, complete, confirm, contact, convert, copy, count, cover, create, cut, decide, define, delete, deliver, deploy, descale,
  design, discuss, dispose, document, draft, draw, drop, email, e-mail, enable, ensure, estimate, evaluate, explain, export, extend,
  file, fill, find, finish, fix, follow, forward, get, give, hang, hire, identify, implement, improve, include, inform, inspect,
  install, interview, investigate, invite, label, launch, list, look, make, measure, meet, merge, message, migrate, monitor, mount,
  move, negotiate, notify, open, order, organi[sz]e, pack, paint, pay, phone, photocopy, pick, plan, plant, post, prepare, present,
  print, prioriti[sz]e, propose, prototype, publish, purchase, put, raise, read, rebook, recruit, reduce, refactor, register,
  reinstall, release, remind, remove, rename, renegotiate, renew, rent, repair, replace, reply, report, request, research, reserve,
  restart, restock, return, review, revise, rewrite, rotate, run, scan, schedule, select, sell, send, set, setup, share, ship, sign,
  sketch, solve, sort, speak, split, start, stock, stop, store, submit, summari[sz]e, swap, switch, take, talk, tell, test, tidy,
  train, translate, try, turn, update, upgrade, upload, verify, visit, wash, waterproof, write
`)

/** Verbs that a sentence has of its own, so that what it begins with is none: "List endpoints use cursors". */
export const FINITE_VERB = anyOf(`
  is, are, was, were, has, have, had, will, use, uses, costs?, takes, needs?, must, should, can, cannot, does, do, did, starts,
  begins, includes?, contains?, belongs?, runs, moves, goes, went, works
`)

/** Infinitives at the end of German tasks: "Strom anmelden". */
export const GERMAN_INFINITIVE = anyOf(`
  bestellen, kaufen, anmelden, abmelden, schicken, senden, anrufen, fragen, klären, prüfen, buchen, schreiben, machen, holen, abholen,
  besorgen, planen, suchen, reparieren, streichen, schneiden, einladen, vereinbaren, beantragen, kündigen, zahlen, überweisen,
  testen, vorbereiten, organisieren, erstellen, aktualisieren, mieten, reservieren, drucken, bringen, mitbringen, räumen, reinigen,
  putzen, absagen, verschicken, einrichten, aufbauen, abbauen, messen, bauen
`)

/** What someone is said to do, and is to do: "Tom prepares the slides". */
export const ASSIGNED = anyOf(`
  will, to, should, must, prepares, writes, sends, asks, calls, orders, checks, books, buys, prints, organi[sz]es, collects, brings,
  updates, creates, drafts, reviews, fixes, arranges, contacts, finds, splits, schedules, invites, gets, takes care,
  looks (?:into|after), talks to, follows up, fragt, schreibt, schickt, bestellt, prüft, klärt, besorgt, kümmert, organisiert, ruft,
  bringt, kauft
`)
