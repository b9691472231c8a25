'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { explainProblem, toApiProblem } from '../../../lib/api-problem.ts'
import type { Credentials, SignIn } from '../../../lib/sign-in.ts'
import { Button } from '../../../ui/button.tsx'
import { Field, TextInput } from '../../../ui/field.tsx'
import { FormDialog } from '../../../ui/dialog.tsx'

interface SignInDialogProps {
  signIn: SignIn
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Signs in, or makes an account. The page begins anew with the workspace of the person. */
export function SignInDialog({ signIn, ...dialog }: SignInDialogProps) {
  const [making, setMaking] = useState(false)
  const submit = useMutation({
    mutationFn: async (credentials: Credentials) => {
      if (!making) return signIn.withPassword(credentials).then(() => ({ confirmByMail: false }))
      return signIn.register(credentials)
    },
    onSuccess: ({ confirmByMail }) => {
      if (!confirmByMail) window.location.reload()
    },
  })
  const action = making ? 'Make an account' : 'Sign in'
  if (submit.data?.confirmByMail) return <MailSent {...dialog} />
  return (
    <FormDialog title={action} {...dialog}>
      <form
        className="mt-4 flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          submit.mutate(credentialsOf(new FormData(event.currentTarget)))
        }}
      >
        <CredentialFields isNew={making} />
        {submit.isError && (
          <p role="alert" className="text-sm text-failed">
            {explainProblem(toApiProblem(submit.error))}
          </p>
        )}
        <div className="mt-2 flex items-center justify-between gap-2">
          <Button type="button" look="ghost" size="md" onClick={() => setMaking(!making)}>
            {making ? 'I have an account' : 'Make an account'}
          </Button>
          <Button type="submit" look="primary" size="md" disabled={submit.isPending}>
            {submit.isPending ? 'One moment …' : action}
          </Button>
        </div>
      </form>
    </FormDialog>
  )
}

function MailSent(dialog: Omit<SignInDialogProps, 'signIn'>) {
  return (
    <FormDialog title="Look into your mail" {...dialog}>
      <p className="mt-3 text-sm text-ink-2">
        A link was sent to you. Follow it on this device, and you are signed in.
      </p>
    </FormDialog>
  )
}

/** For a new account the browser offers a password, and it needs eight characters. */
function CredentialFields({ isNew }: { isNew: boolean }) {
  return (
    <>
      <Field label="E-mail">
        <TextInput name="email" type="email" autoComplete="email" required />
      </Field>
      <Field label="Password">
        <TextInput
          name="password"
          type="password"
          autoComplete={isNew ? 'new-password' : 'current-password'}
          minLength={isNew ? 8 : 1}
          required
        />
      </Field>
    </>
  )
}

function credentialsOf(form: FormData): Credentials {
  return { email: String(form.get('email')).trim(), password: String(form.get('password')) }
}
