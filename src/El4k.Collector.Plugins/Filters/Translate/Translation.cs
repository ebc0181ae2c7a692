using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Filters.Translate;

/// <summary>Looks values up and puts what was found into an event: of one field, of a list, or of each map of a list.</summary>
/// <remarks>What is found becomes the event's own. Immutable: workers share it.</remarks>
/// <param name="options">The options.</param>
/// <param name="target">The field that gets what was found.</param>
/// <param name="lookup">Finds it.</param>
internal sealed class Translation(TranslateOptions options, FieldReference target, ILookup lookup)
{
    private readonly FieldReference _source = options.Source;
    private readonly FieldReference _target = target;
    private readonly StringFormat? _fallback = options.Fallback;
    private readonly bool _overrides = options.Override ?? options.Source.Equals(target);

    /// <summary>Whether the event has what is looked up, and a target that may be set.</summary>
    public bool AppliesTo(Event source)
    {
        if (options.IterateOn is { } list && !list.Equals(_source))
        {
            return source.Contains(list);
        }

        return (_overrides || !source.Contains(_target)) && source.Contains(_source);
    }

    /// <returns>Whether anything was found, or the fallback was set.</returns>
    /// <exception cref="InvalidFieldException">The event cannot take what was found.</exception>
    /// <exception cref="System.Text.RegularExpressions.RegexMatchTimeoutException">An expression took too long.</exception>
    public bool Apply(Event target)
    {
        if (options.IterateOn is not { } list)
        {
            return TranslateValue(target);
        }

        return list.Equals(_source) ? TranslateElements(target) : TranslateMaps(target, list);
    }

    private bool TranslateValue(Event target)
    {
        var value = target.Get(_source);
        var text = value is List<object?> list ? (list.Count > 0 ? ValueText.Of(list[0]) : "") : ValueText.Of(value);
        if (!TryTranslate(text, target, out var found))
        {
            return false;
        }

        target.Set(_target, found);
        return true;
    }

    private bool TranslateElements(Event target)
    {
        var value = target.Get(_source);
        var elements = value as List<object?> ?? (value is null ? [] : [value]);
        var isAnyFound = false;
        var translated = new List<object?>(elements.Count);
        foreach (var element in elements)
        {
            isAnyFound |= TryTranslate(ValueText.Of(element), target, out var found);
            translated.Add(found);
        }

        target.Set(_target, translated);
        return isAnyFound;
    }

    private bool TranslateMaps(Event target, FieldReference field)
    {
        if (target.Get(field) is not List<object?> list)
        {
            return false;
        }

        var isAnyFound = false;
        var translated = (List<object?>)JsonValue.DeepClone(list)!;
        foreach (var item in translated)
        {
            if (item is EventMap map && NestedValue.TryGet(map, _source.Names, out var value) && TryTranslate(ValueText.Of(value), target, out var found))
            {
                isAnyFound |= NestedValue.TrySet(map, _target.Names, found);
            }
        }

        if (isAnyFound)
        {
            target.Set(field, translated);
        }

        return isAnyFound;
    }

    private bool TryTranslate(string text, Event source, out object? found)
    {
        if (lookup.TryFind(text, out found))
        {
            found = JsonValue.DeepClone(found);
            return true;
        }

        found = _fallback?.Format(source);
        return found is not null;
    }
}
