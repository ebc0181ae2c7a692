using System.Text.RegularExpressions;
using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Filters.Mutate;

/// <summary>One triple of <c>gsub</c>: a field, an expression and what replaces its matches.</summary>
internal sealed class Substitution
{
    private readonly FieldReference _field;
    private readonly FormattedRegex _needle;
    private readonly StringFormat _replacement;
    private readonly ReplacementText? _fixedReplacement;

    private Substitution(string field, string needle, string replacement, PluginContext context)
    {
        _field = context.ParseField(field);
        _needle = new FormattedRegex(needle, escapes: context.FieldEscapes);
        _replacement = StringFormat.Parse(replacement, escapes: context.FieldEscapes);
        _fixedReplacement = _replacement.IsLiteral ? ReplacementText.Parse(replacement) : null;
    }

    /// <exception cref="PluginOptionException">The number is no multiple of three, or an element cannot be used.</exception>
    public static IReadOnlyList<Substitution> Parse(IReadOnlyList<string> triples, PluginContext context)
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
                substitutions.Add(new Substitution(triples[i], triples[i + 1], triples[i + 2], context));
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

        if (!_needle.TryResolve(target, out var needle, out var error))
        {
            return $"gsub: {error}";
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
            return $"gsub: '{needle}' took more than {FormattedRegex.Timeout.TotalSeconds} s on {_field}";
        }
    }
}
