'use client'

import { CircleUser, KeyRound, LogIn, LogOut, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useSignIn } from '../../../lib/client.tsx'
import type { Session, SignIn } from '../../../lib/sign-in.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { Menu, MenuItem, MenuLabel, MenuLine } from '../../../ui/menu.tsx'
import { useRemoveWorkspace, useSession } from '../api.ts'
import { MoveOffer } from './move-offer.tsx'
import { SignInDialog } from './sign-in-dialog.tsx'
import { TokensDialog } from './tokens-dialog.tsx'

type Open = 'sign-in' | 'tokens' | 'remove' | null

/** Whose workspace this is, and what one can do about it. */
export function AccountMenu() {
  const signIn = useSignIn()
  const { data: session } = useSession()
  const [open, setOpen] = useState<Open>(null)
  const remove = useRemoveWorkspace()
  const dialog = (name: Open) => ({
    open: open === name,
    onOpenChange: (shown: boolean) => setOpen(shown ? name : null),
  })
  return (
    <>
      <AccountChoices signIn={signIn} session={session ?? null} onOpen={setOpen} />
      {signIn !== null && <SignInDialog signIn={signIn} {...dialog('sign-in')} />}
      <TokensDialog {...dialog('tokens')} />
      <ConfirmDialog
        {...dialog('remove')}
        title="Delete this workspace?"
        detail="Everything in it goes for good: jobs and their output, scripts, documents, threads, baskets and canvases. What runs is stopped."
        action="Delete everything"
        onConfirm={() => remove.mutate()}
      />
      {session && <MoveOffer email={session.email} />}
    </>
  )
}

interface AccountChoicesProps {
  signIn: SignIn | null
  session: Session | null
  onOpen: (dialog: Open) => void
}

function AccountChoices({ signIn, session, onOpen }: AccountChoicesProps) {
  return (
    <Menu
      trigger={
        <Button look="ghost" aria-label="Workspace" className="size-10 rounded-lg text-ink-3">
          <CircleUser size={18} aria-hidden />
        </Button>
      }
    >
      <MenuLabel>{session ? (session.email ?? 'Signed in') : 'The workspace of this browser'}</MenuLabel>
      {signIn !== null && !session && (
        <MenuItem onSelect={() => onOpen('sign-in')}>
          <LogIn size={15} aria-hidden /> Sign in
        </MenuItem>
      )}
      <MenuItem onSelect={() => onOpen('tokens')}>
        <KeyRound size={15} aria-hidden /> Tokens for programs
      </MenuItem>
      {signIn !== null && session && (
        <MenuItem onSelect={() => void signIn.signOut().then(() => window.location.reload())}>
          <LogOut size={15} aria-hidden /> Sign out
        </MenuItem>
      )}
      <MenuLine />
      <MenuItem className="text-failed" onSelect={() => onOpen('remove')}>
        <Trash2 size={15} aria-hidden /> Delete the workspace
      </MenuItem>
    </Menu>
  )
}
