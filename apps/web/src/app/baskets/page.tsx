import { BasketsRoom } from '../../features/baskets/components/baskets-room.tsx'

export default function BasketsPage() {
  return <BasketsRoom />
}
