import { useApp } from '../../app-context.ts';
import { useLoaded } from '../../use-loaded.ts';
import { words } from '../../words.ts';
import { Loading } from '../loading.tsx';
import { ErasureReceipt } from './erasure-receipt.tsx';

/** Receipts of what was erased before, newest first. */
export function PastErasures() {
  const { api } = useApp();
  const erasures = useLoaded(() => api.erasures());
  return (
    <Loading of={erasures}>
      {(all) =>
        all.length > 0 && (
          <>
            <h2>{words.person.receipts}</h2>
            {all.map((erasure) => (
              <ErasureReceipt key={erasure.id} erasure={erasure} />
            ))}
          </>
        )
      }
    </Loading>
  );
}
