import { useState } from 'preact/hooks';
import type { Erasure, PersonFound, PersonQuery } from '../../../../shared/erasure.ts';
import { useApp } from '../../app-context.ts';
import { words } from '../../words.ts';
import { Header } from '../header.tsx';
import { ErasureReceipt } from './erasure-receipt.tsx';
import { FoundRows } from './found-rows.tsx';
import { PastErasures } from './past-erasures.tsx';
import { PersonSearch } from './person-search.tsx';

type Answer = { query: PersonQuery; found: PersonFound };

/** Finds one guest in everything, shows what there is, and erases it. */
export function PersonView() {
  const { go } = useApp();
  const [answer, setAnswer] = useState<Answer>();
  const [erasure, setErasure] = useState<Erasure>();
  const { person: text, team } = words;
  const anew = (): void => {
    setAnswer(undefined);
    setErasure(undefined);
  };
  return (
    <main class="view">
      <Header title={team.places.person} onBack={() => go({ view: 'team' })} />
      {erasure ? (
        <ErasureReceipt erasure={erasure} isOpen />
      ) : (
        <>
          <p>{text.about}</p>
          <PersonSearch onFound={setAnswer} />
          {answer && <FoundRows key={JSON.stringify(answer.query)} {...answer} onErased={setErasure} />}
        </>
      )}
      {(erasure ?? answer) && (
        <button type="button" class="text wide" onClick={anew}>
          {text.again}
        </button>
      )}
      {!answer && !erasure && <PastErasures />}
    </main>
  );
}
