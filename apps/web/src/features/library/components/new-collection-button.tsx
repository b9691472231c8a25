'use client'

import { CollectionName, MAX_DIMENSION, type Collection, type NewCollection } from '@outlast/contract'
import { Plus } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { explainProblem, toApiProblem } from '../../../lib/api-problem.ts'
import { useLibraryAddress } from '../../../lib/library-address.ts'
import { useHasEmbeddingServer } from '../../../lib/use-library-status.ts'
import { Button } from '../../../ui/button.tsx'
import { FormDialog } from '../../../ui/dialog.tsx'
import { Field, Select, TextInput } from '../../../ui/field.tsx'
import { useCreateCollection } from '../api.ts'

type Embedding = 'auto' | 'hashed' | 'custom' | 'openai'
type Form = { name: string; embedding: Embedding; dimension: string }

const HINTS: Record<Embedding, string> = {
  auto: 'The embedding server where one is configured, else hashed words.',
  hashed: 'Words and groups of three letters: at once, without a model. Can be trained later.',
  openai: 'The OpenAI-compatible server that is configured.',
  custom: 'Whoever adds an item brings its vector.',
}

/** Makes a collection and opens it. */
export function NewCollectionButton() {
  const [open, setOpen] = useState(false)
  return (
    <FormDialog
      open={open}
      onOpenChange={setOpen}
      title="New collection"
      trigger={
        <Button size="md">
          <Plus size={14} aria-hidden />
          New collection
        </Button>
      }
    >
      <NewCollectionForm onDone={() => setOpen(false)} />
    </FormDialog>
  )
}

function NewCollectionForm({ onDone }: { onDone: () => void }) {
  const { go } = useLibraryAddress()
  const creation = useCreateCollection()
  const [form, setForm] = useState<Form>({ name: '', embedding: 'auto', dimension: '' })
  const change = (part: Partial<Form>) => setForm({ ...form, ...part })
  const parsed = CollectionName.safeParse(form.name)
  const create = (event: FormEvent) => {
    event.preventDefault()
    const onSuccess = ({ name }: Collection) => {
      onDone()
      go({ view: 'collection', collection: name })
    }
    if (parsed.success) creation.mutate(bodyOf(form), { onSuccess })
  }
  return (
    <form className="mt-4 flex flex-col gap-4" onSubmit={create}>
      <NameField name={form.name} isWrong={form.name !== '' && !parsed.success} onName={(name) => change({ name })} />
      <EmbeddingFields form={form} onChange={change} />
      {creation.isError && (
        <p role="alert" className="text-xs text-failed">
          {explainProblem(toApiProblem(creation.error))}
        </p>
      )}
      <Button
        type="submit"
        look="primary"
        size="md"
        className="self-end"
        disabled={!parsed.success || creation.isPending}
      >
        {creation.isPending ? 'Creating …' : 'Create'}
      </Button>
    </form>
  )
}

function EmbeddingFields({ form, onChange }: { form: Form; onChange: (part: Partial<Form>) => void }) {
  const { embedding, dimension } = form
  const needsDimension = embedding === 'custom'
  const hasServer = useHasEmbeddingServer()
  return (
    <>
      <Field label="Embedding" hint={HINTS[embedding]}>
        <Select
          className="h-8 w-full"
          value={embedding}
          onChange={({ target }) =>
            onChange({ embedding: EMBEDDINGS.find(({ value }) => value === target.value)?.value ?? 'auto' })
          }
        >
          {EMBEDDINGS.filter(({ value }) => hasServer || value !== 'openai').map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      {takesDimension(embedding) && (
        <Field label="Dimension" hint={needsDimension ? 'Numbers in each vector.' : '1,024 unless told.'}>
          <TextInput
            type="number"
            min={2}
            max={MAX_DIMENSION}
            required={needsDimension}
            value={dimension}
            onChange={({ target }) => onChange({ dimension: target.value })}
          />
        </Field>
      )}
    </>
  )
}

function NameField({ name, isWrong, onName }: { name: string; isWrong: boolean; onName: (name: string) => void }) {
  return (
    <Field label="Name" hint="1 to 63 small letters, digits, - or _, beginning with a letter or digit.">
      <TextInput
        autoFocus
        value={name}
        maxLength={63}
        placeholder="notes"
        autoCapitalize="none"
        spellCheck={false}
        aria-invalid={isWrong}
        className={isWrong ? 'border-failed' : ''}
        onChange={({ target }) => onName(target.value)}
      />
    </Field>
  )
}

const EMBEDDINGS: readonly { value: Embedding; label: string }[] = [
  { value: 'auto', label: 'As the server has it' },
  { value: 'hashed', label: 'Hashed words' },
  { value: 'openai', label: 'Embedding server' },
  { value: 'custom', label: 'My own vectors' },
]

function takesDimension(embedding: Embedding): boolean {
  return embedding === 'hashed' || embedding === 'custom'
}

function bodyOf({ name, embedding, dimension }: Form): NewCollection {
  return {
    name,
    ...(embedding === 'auto' ? {} : { embedding }),
    ...(takesDimension(embedding) && dimension !== '' ? { dimension: Number(dimension) } : {}),
  }
}
