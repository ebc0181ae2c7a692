using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Filters.Mutate;

/// <summary>The operations of <c>mutate</c>, bound to the options they were given.</summary>
internal static class MutateOperations
{
    /// <summary>All operations the options ask for, in the order in which they run.</summary>
    public static IEnumerable<MutateOperation> InOrder(MutateOptions options, PluginContext context) =>
    [
        .. options.Coerce.Select(pair => Coerce(pair.Key, pair.Value)),
        .. options.Rename.SelectMany(pair => pair.Value.Select(to => Rename(pair.Key, to))),
        .. options.Update.Select(pair => Update(pair.Key, pair.Value)),
        .. options.Replace.Select(pair => Replace(pair.Key, pair.Value)),
        .. options.Convert.Select(pair => Convert(pair.Key, pair.Value)),
        .. Substitution.Parse(options.Gsub, context).Select(substitution => (MutateOperation)substitution.Apply),
        .. options.Uppercase.Select(field => ForTexts(field, static text => text.ToUpperInvariant())),
        .. options.Capitalize.Select(field => ForTexts(field, LetterCase.Capitalize)),
        .. options.Lowercase.Select(field => ForTexts(field, static text => text.ToLowerInvariant())),
        .. options.Strip.Select(field => ForTexts(field, Stripped)),
        .. options.Split.Select(pair => Split(pair.Key, pair.Value)),
        .. options.Join.Select(pair => Join(pair.Key, pair.Value)),
        .. options.Merge.SelectMany(pair => pair.Value.Select(added => Merge(pair.Key, added, context.Log))),
        .. options.Copy.SelectMany(pair => pair.Value.Select(to => Copy(pair.Key, to))),
    ];

    private static MutateOperation Coerce(FieldReference field, StringFormat value) => target =>
    {
        if (target.Contains(field) && target.Get(field) is null)
        {
            target.Set(field, value.Format(target));
        }

        return null;
    };

    private static MutateOperation Rename(StringFormat from, StringFormat to)
    {
        var fromField = new FormattedReference("rename", from);
        var toField = new FormattedReference("rename", to);
        return target =>
        {
            if (!fromField.TryResolve(target, out var source, out var error) || !toField.TryResolve(target, out var destination, out error))
            {
                return error;
            }

            target.Rename(source, destination);
            return null;
        };
    }

    private static MutateOperation Update(FieldReference field, StringFormat value) => target =>
    {
        if (target.Contains(field))
        {
            target.Set(field, value.Format(target));
        }

        return null;
    };

    private static MutateOperation Replace(FieldReference field, StringFormat value) => target =>
    {
        target.Set(field, value.Format(target));
        return null;
    };

    private static MutateOperation Convert(FieldReference field, ConvertType type) => target =>
    {
        if (type == ConvertType.Integer && target.TryGetSlice(field, out var text) && target.TrySetWholeNumber(field, text))
        {
            return null;
        }

        var value = target.Get(field);
        if (value is null or EventMap)
        {
            return null;
        }

        if (value is not List<object?> list)
        {
            if (!ValueConversion.TryConvert(value, type, out var converted))
            {
                return CannotConvert(field, value, type);
            }

            target.Set(field, converted);
            return null;
        }

        var items = new List<object?>(list.Count);
        foreach (var item in list)
        {
            if (!ValueConversion.TryConvert(item, type, out var converted))
            {
                return CannotConvert(field, item, type);
            }

            items.Add(converted);
        }

        target.Set(field, items);
        return null;
    };

    private static string CannotConvert(FieldReference field, object? value, ConvertType type) =>
        $"convert: {field} is '{ValueText.Of(value)}', which is not {(type is ConvertType.Integer or ConvertType.IntegerEu ? "an integer" : "a number")}";

    /// <summary>Changes a text, or each text of a list; values of other types stay as they are.</summary>
    private static MutateOperation ForTexts(FieldReference field, Func<string, string> change) => target =>
    {
        switch (target.Get(field))
        {
            case string text:
                target.Set(field, change(text));
                break;
            case List<object?> list:
                target.Set(field, list.ConvertAll(item => item is string text ? change(text) : item));
                break;
        }

        return null;
    };

    /// <summary>Ruby's blanks: those of ASCII, and at the end also zero bytes.</summary>
    private static string Stripped(string text) => text.AsSpan().TrimStart(" \t\n\v\f\r").TrimEnd(" \t\n\v\f\r\0").ToString();

    private static MutateOperation Split(FieldReference field, string separator) => target =>
    {
        if (target.TryGetString(field, out var text))
        {
            target.Set(field, SplitText(text, separator));
        }

        return null;
    };

    /// <summary>As Ruby splits: one blank stands for any run of blanks, an empty separator cuts between all characters.</summary>
    private static List<object?> SplitText(string text, string separator)
    {
        var pieces = separator switch
        {
            " " => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
            "" => [.. text.EnumerateRunes().Select(rune => rune.ToString())],
            _ => text.Split(separator),
        };
        var count = pieces.Length;
        while (count > 0 && pieces[count - 1].Length == 0)
        {
            count--;
        }

        return [.. pieces[..count]];
    }

    private static MutateOperation Join(FieldReference field, string separator) => target =>
    {
        if (target.Get(field) is List<object?> list)
        {
            target.Set(field, JoinList(list, separator));
        }

        return null;
    };

    private static string JoinList(List<object?> list, string separator) =>
        string.Join(separator, list.Select(item => item is List<object?> inner ? JoinList(inner, separator) : ValueText.Of(item)));

    private static MutateOperation Merge(FieldReference destination, FieldReference added, PluginLog log) => target =>
    {
        var addition = JsonValue.DeepClone(target.Get(added));
        var present = target.Get(destination);
        switch (present, addition)
        {
            case (_, null):
                return null;
            case (EventMap map, EventMap more):
                var merged = (EventMap)JsonValue.DeepClone(map)!;
                foreach (var (name, value) in more)
                {
                    merged[name] = value;
                }

                target.Set(destination, merged);
                return null;
            case (EventMap, _) or (_, EventMap):
                // As in Logstash this is not a failure: the other operations still run.
                if (log.IsEnabled(LogSeverity.Debug))
                {
                    log.Debug($"{destination} and {added} cannot be merged, because only one of them is a map.");
                }

                return null;
            default:
                target.Set(destination, (List<object?>)[.. AsList(present), .. AsList(addition)]);
                return null;
        }
    };

    private static List<object?> AsList(object? value) => value switch
    {
        null => [],
        List<object?> list => list,
        _ => [value],
    };

    private static MutateOperation Copy(FieldReference from, FieldReference to) => target =>
    {
        if (target.Get(from) is { } value)
        {
            target.Set(to, JsonValue.DeepClone(value));
        }

        return null;
    };
}
