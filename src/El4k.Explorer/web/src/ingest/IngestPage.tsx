export default function IngestPage() { return null; }
