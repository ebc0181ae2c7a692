import { Button } from '@mantine/core';
import { Component, Suspense, useEffect, type ReactNode } from 'react';
import { pageOf } from './pages';
import { Link } from './shared/router/Link';
import { usePlace } from './shared/router/location';
import { Notice } from './shared/states/Notice';
import { Waiting } from './shared/states/Waiting';

/** The page the address names. */
export function PageBody() {
  const { path } = usePlace();
  const page = pageOf(path);
  useEffect(() => {
    document.title = page ? `${page.title} · EL4K` : 'EL4K';
  }, [page]);
  if (!page) {
    return (
      <Notice
        title="There is no such page"
        action={
          <Button component={Link} href="/">
            Go to the answers
          </Button>
        }
      >
        Nothing is at <code>{path}</code>.
      </Notice>
    );
  }
  return (
    <PageFailure key={page.path}>
      <Suspense fallback={<Waiting height="60vh" label="Loading the page" />}>
        <page.Body />
      </Suspense>
    </PageFailure>
  );
}

/** Keeps a defect in one page from taking the navigation with it. */
class PageFailure extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    if (!this.state.error) return this.props.children;
    return (
      <Notice
        tone="bad"
        title="This page stopped working"
        action={<Button onClick={() => window.location.reload()}>Load it again</Button>}
        testId="error"
      >
        {this.state.error.message}
      </Notice>
    );
  }
}
