using System.Text.RegularExpressions;
using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Filters.Prune;

/// <summary>One pair of <c>whitelist_values</c> or <c>blacklist_values</c>: a field and an expression for its value. Safe for all threads.</summary>
internal sealed class ValueRule
{
    private readonly StringFormat? _name;
    private readonly FieldReference? _field;
    private readonly FormattedRegex _expression;
    private readonly bool _keepsMatches;

    private ValueRule(string option, string field, string expression, bool isFormat, bool keepsMatches, PluginContext context)
    {
        _expression = Parse(option, expression, isFormat, context.FieldEscapes);
        _keepsMatches = keepsMatches;
        if (isFormat && StringFormat.Parse(field, escapes: context.FieldEscapes) is { IsLiteral: false } format)
        {
            _name = format;
        }
        else if (!context.TryParseField(field, out _field, out var error))
        {
            throw new PluginOptionException(option, error);
        }
    }

    /// <summary>The rules of an option.</summary>
    /// <param name="option">The option, for errors.</param>
    /// <param name="pairs">Fields and expressions.</param>
    /// <param name="isFormat">Whether both may contain values of the event.</param>
    /// <param name="keepsMatches">Whether what matches stays; otherwise it goes.</param>
    /// <param name="context">The filter's.</param>
    /// <exception cref="PluginOptionException">A field or an expression is none.</exception>
    public static IEnumerable<ValueRule> All(string option, OptionMap<string, string> pairs, bool isFormat, bool keepsMatches, PluginContext context) =>
        pairs.Select(pair => new ValueRule(option, pair.Key, pair.Value, isFormat, keepsMatches, context));

    /// <exception cref="PluginOptionException">The text is no expression.</exception>
    public static FormattedRegex Parse(string option, string text, bool isFormat, FieldEscapeStyle escapes = FieldEscapeStyle.None)
    {
        try
        {
            return new FormattedRegex(text, isFormat, escapes);
        }
        catch (FormatException wrong)
        {
            throw new PluginOptionException(option, $"in '{text}': {wrong.Message}");
        }
    }

    /// <summary>What the rule leaves of a field: decided on the event as it came, before any rule has changed it.</summary>
    /// <param name="source">The event.</param>
    /// <param name="field">The field to change.</param>
    /// <param name="left">The elements of a list that stay; null when the field goes as a whole.</param>
    /// <returns>Whether there is anything to change.</returns>
    /// <exception cref="RegexMatchTimeoutException">The expression took too long.</exception>
    public bool TryPrune(Event source, out FieldReference? field, out List<object?>? left)
    {
        left = null;
        field = _field;
        if (field is null && !FieldReference.TryParse(_name!.Format(source), _name.Escapes, out field, out _))
        {
            return false;
        }

        if (source.Get(field) is not { } value || !_expression.TryResolve(source, out var regex, out _))
        {
            return false;
        }

        if (value is not List<object?> list)
        {
            return regex.Match(ValueText.Of(value)).Success != _keepsMatches;
        }

        left = list.FindAll(item => regex.Match(ValueText.Of(item)).Success == _keepsMatches);
        var isChanged = left.Count < list.Count;
        left = left.Count == 0 ? null : left;
        return isChanged;
    }
}
