using System.Text.RegularExpressions;

namespace El4k.Collector.Plugins.Filters.Translate;

/// <summary>Finds what a text becomes. Safe for all threads.</summary>
internal interface ILookup
{
    /// <summary>Looks a text up.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">What was found; owned by the dictionary, so that it must be cloned.</param>
    /// <exception cref="RegexMatchTimeoutException">An expression took too long.</exception>
    bool TryFind(string text, out object? found);
}
