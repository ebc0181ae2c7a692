namespace El4k.Collector.Plugins.Filters.Kv;

/// <summary>Finds the pairs of a text. Safe for all threads.</summary>
internal interface IPairScanner
{
    /// <summary>Gives every pair to the collector, in order.</summary>
    /// <exception cref="System.Text.RegularExpressions.RegexMatchTimeoutException">It took longer than the collector allows.</exception>
    void Scan(string text, PairCollector pairs);
}
