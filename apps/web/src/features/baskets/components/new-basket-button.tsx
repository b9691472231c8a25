'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { explainProblem, toApiProblem } from '../../../lib/api-problem.ts'
import { Button } from '../../../ui/button.tsx'
import { FormDialog } from '../../../ui/dialog.tsx'
import { Field, TextInput } from '../../../ui/field.tsx'
import { useCreateBasket } from '../api.ts'

const MAX_NAME_CHARS = 120

/** Begins a basket and opens it. */
export function NewBasketButton({ look }: { look: 'primary' | 'secondary' }) {
  const [open, setOpen] = useState(false)
  return (
    <FormDialog
      open={open}
      onOpenChange={setOpen}
      title="New basket"
      trigger={
        <Button look={look} size="md">
          <Plus size={14} aria-hidden />
          New basket
        </Button>
      }
    >
      <NewBasketForm />
    </FormDialog>
  )
}

function NewBasketForm() {
  const router = useRouter()
  const creation = useCreateBasket()
  // The same name is the same basket, so that a double click begins one.
  const [{ name, key }, setWish] = useState({ name: '', key: '' })
  const canCreate = name.trim() !== '' && !creation.isPending && !creation.isSuccess
  const create = () =>
    creation.mutate({ name: name.trim(), key }, { onSuccess: ({ basket_id: id }) => router.push(`/baskets/${id}`) })
  return (
    <form
      className="mt-4 flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (canCreate) create()
      }}
    >
      <Field label="Name" hint="What it is about, e.g. a project or a decision. It can be changed later.">
        <TextInput
          autoFocus
          value={name}
          maxLength={MAX_NAME_CHARS}
          placeholder="Move to the new office"
          onChange={({ target }) => setWish({ name: target.value, key: crypto.randomUUID() })}
        />
      </Field>
      {creation.isError && (
        <p role="alert" className="text-xs text-failed">
          {explainProblem(toApiProblem(creation.error))}
        </p>
      )}
      <Button type="submit" look="primary" size="md" className="self-end" disabled={!canCreate}>
        {creation.isPending || creation.isSuccess ? 'Creating …' : 'Create'}
      </Button>
    </form>
  )
}
