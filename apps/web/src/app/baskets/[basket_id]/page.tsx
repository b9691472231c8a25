import { BasketPage } from '../../../features/baskets/components/basket-page.tsx'

export default async function BasketRoute({ params }: { params: Promise<{ basket_id: string }> }) {
  const { basket_id: basketId } = await params
  return <BasketPage basketId={basketId} />
}
