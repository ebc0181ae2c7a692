import { IconActivity, IconBulb, IconChartBar, IconSearch, type Icon } from '@tabler/icons-react';
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

/** A page of the app. */
export interface Page {
  readonly path: string;
  readonly title: string;
  readonly icon: Icon;
  /** The time range of a page without `t`, where it is not the one all pages share. */
  readonly defaultRange?: string;
  readonly Body: LazyExoticComponent<ComponentType>;
}

/** All pages, in the order of the navigation; each is a chunk of its own, loaded when first opened. */
export const pages: readonly Page[] = [
  { path: '/', title: 'Answers', icon: IconBulb, Body: lazy(() => import('./home/HomePage')) },
  { path: '/discover', title: 'Discover', icon: IconSearch, Body: lazy(() => import('./discover/DiscoverPage')) },
  { path: '/reports', title: 'Reports', icon: IconChartBar, Body: lazy(() => import('./reports/ReportsPage')) },
  { path: '/ingest', title: 'Ingest', icon: IconActivity, defaultRange: '-1h', Body: lazy(() => import('./ingest/IngestPage')) },
];

/** The page of a path; pages own what is below them, `/` owns only itself. */
export function pageOf(path: string): Page | undefined {
  return pages.find((page) => path === page.path || (page.path !== '/' && path.startsWith(`${page.path}/`)));
}
