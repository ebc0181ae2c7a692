import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { createQueryClient } from './shared/api/query-client';
import { Shell } from './shared/shell/Shell';
import { cssVariables, theme } from './shared/theme/theme';
import { PageBody } from './PageBody';
import { pages } from './pages';

const colorScheme = localStorageColorSchemeManager({ key: 'el4k-color-scheme' });

interface AppProps {
  /** In tests the component library shows and hides at once. */
  env?: 'default' | 'test';
}

/** The whole app: theme, cache of answers, frame, page. */
export function App({ env = 'default' }: AppProps) {
  const [client] = useState(createQueryClient);
  return (
    <MantineProvider env={env} theme={theme} cssVariablesResolver={cssVariables} colorSchemeManager={colorScheme} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <Shell pages={pages}>
          <PageBody />
        </Shell>
      </QueryClientProvider>
    </MantineProvider>
  );
}
