using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Expressions.Oniguruma;

namespace El4k.Collector.Plugins.Filters.Mutate;

/// <summary>One triple of <c>gsub</c>: a field, an expression and what replaces its matches.</summary>
internal sealed class Substitution
{
    /// <summary>How long one text may take. A line takes microseconds; a second means that the expression backtracks without end.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    /// <summary>Expressions made from an event's values that are kept compiled; more would mean that values are hardly ever the same.</summary>
    private const int MaximumKept = 256;

    private readonly FieldReference _field;
    private readonly StringFormat _needle;
    private readonly StringFormat _replacement;
    private readonly TimedRegex? _fixedNeedle;
    private readonly ReplacementText? _fixedReplacement;
    private readonly ConcurrentDictionary<string, TimedRegex> _kept = new(StringComparer.Ordinal);

    private Substitution(string field, string needle, string replacement)
    {
        _field = FieldReference.Parse(field);
        _needle = StringFormat.Parse(needle);
        _replacement = StringFormat.Parse(replacement);
        _fixedNeedle = _needle.IsLiteral ? new TimedRegex(OnigurumaExpression.Parse(needle), Timeout) : null;
        _fixedReplacement = _replacement.IsLiteral ? ReplacementText.Parse(replacement) : null;
    }

    /// <exception cref="PluginOptionException">The number is no multiple of three, or an element cannot be used.</exception>
    public static IReadOnlyList<Substitution> Parse(IReadOnlyList<string> triples)
    {
        if (triples.Count % 3 != 0)
        {
            throw new PluginOptionException("gsub", $"takes a field, an expression and a replacement each time: the number of elements must be a multiple of 3, not {triples.Count}");
        }

        var substitutions = new List<Substitution>();
        for (var i = 0; i < triples.Count; i += 3)
        {
            try
            {
                substitutions.Add(new Substitution(triples[i], triples[i + 1], triples[i + 2]));
            }
            catch (FormatException wrong)
            {
                throw new PluginOptionException("gsub", $"in the substitution for '{triples[i]}': {wrong.Message}");
            }
        }

        return substitutions;
    }

    /// <inheritdoc cref="MutateOperation"/>
    public string? Apply(Event target)
    {
        var value = target.Get(_field);
        if (value is not (string or List<object?>))
        {
            return null;
        }

        if (!TryGetNeedle(target, out var needle, out var error))
        {
            return error;
        }

        var replacement = _fixedReplacement ?? ReplacementText.Parse(_replacement.Format(target));
        try
        {
            target.Set(_field, value is string text
                ? replacement.ReplaceAll(needle, text)
                : ((List<object?>)value).ConvertAll(item => item is string text ? replacement.ReplaceAll(needle, text) : item));
            return null;
        }
        catch (RegexMatchTimeoutException)
        {
            return $"gsub: '{needle}' took more than {Timeout.TotalSeconds} s on {_field}";
        }
    }

    private bool TryGetNeedle(Event target, [NotNullWhen(true)] out TimedRegex? needle, [NotNullWhen(false)] out string? error)
    {
        error = null;
        needle = _fixedNeedle;
        if (needle is not null)
        {
            return true;
        }

        var text = _needle.Format(target);
        if (_kept.TryGetValue(text, out needle))
        {
            return true;
        }

        try
        {
            needle = new TimedRegex(OnigurumaExpression.Parse(text), Timeout);
        }
        catch (FormatException wrong)
        {
            error = $"gsub: {wrong.Message}";
            return false;
        }

        if (_kept.Count < MaximumKept)
        {
            _kept.TryAdd(text, needle);
        }

        return true;
    }
}
