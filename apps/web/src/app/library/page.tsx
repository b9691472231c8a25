import { DropZone } from '../../features/files/components/drop-zone.tsx'
import { FilePanel } from '../../features/files/components/file-panel.tsx'
import { FilesView } from '../../features/files/components/files-view.tsx'
import { LibraryRoom } from '../../features/library/components/library-room.tsx'

export default function LibraryPage() {
  return (
    <DropZone>
      <LibraryRoom files={<FilesView />} />
      <FilePanel />
    </DropZone>
  )
}
