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
  /** Fetches the page's code ahead of a click. */
  readonly preload: () => void;
}

function page(path: string, title: string, icon: Icon, load: () => Promise<{ default: ComponentType }>, defaultRange?: string): Page {
  return { path, title, icon, Body: lazy(load), preload: () => void load(), ...(defaultRange ? { defaultRange } : {}) };
}

/** All pages, in the order of the navigation; each is a chunk of its own, loaded when first opened. */
export const pages: readonly Page[] = [
  page('/', 'Answers', IconBulb, () => import('./home/HomePage')),
  page('/discover', 'Discover', IconSearch, () => import('./discover/DiscoverPage')),
  page('/reports', 'Reports', IconChartBar, () => import('./reports/ReportsPage')),
  page('/ingest', 'Ingest', IconActivity, () => import('./ingest/IngestPage'), '-1h'),
];

/** The page of a path; pages own what is below them, `/` owns only itself. */
export function pageOf(path: string): Page | undefined {
  return pages.find((page) => path === page.path || (page.path !== '/' && path.startsWith(`${page.path}/`)));
}
