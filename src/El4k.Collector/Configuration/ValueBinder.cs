using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using El4k.Collector.Configuration.Ast;
using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Plugins;

namespace El4k.Collector.Configuration;

/// <summary>Makes the value of an option's type from what the configuration says, by Logstash's rules of what may stand for what.</summary>
internal sealed class ValueBinder(DiagnosticList diagnostics, TimeProvider clock, FieldEscapeStyle escapes)
{
    private static readonly Dictionary<string, long> ByteUnits = new(StringComparer.OrdinalIgnoreCase)
    {
        ["b"] = 1,
        ["kb"] = 1000,
        ["mb"] = 1000_000,
        ["gb"] = 1000_000_000,
        ["tb"] = 1000_000_000_000,
        ["kib"] = 1L << 10,
        ["mib"] = 1L << 20,
        ["gib"] = 1L << 30,
        ["tib"] = 1L << 40,
    };

    private bool _isSecret;

    /// <summary>Binds the value of an option; what is wrong is reported, without the value when the option is a secret: it may come from a variable.</summary>
    public bool TryBind(OptionDescriptor option, ValueNode value, string label, out object? bound)
    {
        _isSecret = option.Attribute.IsSecret;
        return TryBind(option.Property.PropertyType, value, label, out bound);
    }

    private bool TryBind(Type type, ValueNode value, string label, out object? bound)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(ValueNode))
        {
            bound = value;
            return true;
        }

        if (type == typeof(object))
        {
            bound = Plain(value);
            return true;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(OptionMap<,>))
        {
            return TryMap(type, value, label, out bound);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return TryList(type.GetGenericArguments()[0], value, label, out bound);
        }

        // One element stands for itself where a single value is wanted.
        return TryScalar(type, value is ArrayNode { Items.Count: 1 } array ? array.Items[0] : value, label, out bound);
    }

    private static object? Plain(ValueNode value)
    {
        switch (value)
        {
            case StringNode text:
                return text.Value;
            case NumberNode number:
                return number.Value;
            case ArrayNode array:
                return array.Items.Select(Plain).ToList();
            case HashNode hash:
                var map = new EventMap();
                foreach (HashEntryNode entry in hash.Entries)
                {
                    map[entry.Key.Value] = Plain(entry.Value);
                }

                return map;
            default:
                return ((NestedPluginNode)value).Plugin.Name;
        }
    }

    private static bool TryNumber(ValueNode value, out double number)
    {
        number = 0;
        return value switch
        {
            NumberNode { Value: long integer } => (number = integer) is var _,
            NumberNode { Value: double real } => (number = real) is var _,
            StringNode text => double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
    }

    private static string EnumText(FieldInfo member)
    {
        if (member.GetCustomAttribute<OptionValueAttribute>() is { } named)
        {
            return named.Text;
        }

        var text = new StringBuilder();
        foreach (char c in member.Name)
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    private bool Fail(ValueNode value, string label, string expected, string? suggestion, out object? bound)
    {
        string found = value is StringNode text ? _isSecret ? "something else" : $"\"{text.Value}\"" : value.Description;
        diagnostics.Error(value.Span, $"Expected {expected} for {label}, found {found}.", suggestion);
        bound = null;
        return false;
    }

    private bool TryScalar(Type type, ValueNode value, string label, out object? bound)
    {
        if (type == typeof(string))
        {
            bound = (value as StringNode)?.Value ?? Convert.ToString((value as NumberNode)?.Value, CultureInfo.InvariantCulture);
            return value is StringNode or NumberNode || Fail(value, label, "a string", null, out bound);
        }

        if (type == typeof(bool))
        {
            bound = value is StringNode { Value: "true" };
            return value is StringNode { Value: "true" or "false" } || Fail(value, label, "true or false", null, out bound);
        }

        if (type.IsEnum)
        {
            return TryEnum(type, value, label, out bound);
        }

        if (type == typeof(ByteSize))
        {
            return TryBytes(value, label, out bound);
        }

        if (type == typeof(FieldReference) || type == typeof(StringFormat))
        {
            return TryText(type, value, label, out bound);
        }

        return TryNumeric(type, value, label, out bound);
    }

    private bool TryNumeric(Type type, ValueNode value, string label, out object? bound)
    {
        bool isReal = type == typeof(double);
        if (!isReal && type != typeof(int) && type != typeof(long))
        {
            throw new NotSupportedException($"{label} has the type {type}, which no configuration value can be bound to.");
        }

        bool isNumber = TryNumber(value, out double number);
        if (isNumber && isReal)
        {
            bound = number;
            return true;
        }

        if (!isNumber || number != Math.Floor(number) || Math.Abs(number) > 1e18)
        {
            return Fail(value, label, isReal ? "a number" : "a whole number", null, out bound);
        }

        if (type == typeof(int) && number is < int.MinValue or > int.MaxValue)
        {
            return Fail(value, label, $"a number up to {int.MaxValue}", null, out bound);
        }

        bound = type == typeof(int) ? (int)number : (object)(long)number;
        return true;
    }

    private bool TryEnum(Type type, ValueNode value, string label, out object? bound)
    {
        FieldInfo[] members = type.GetFields(BindingFlags.Public | BindingFlags.Static);
        string? text = (value as StringNode)?.Value ?? (value as NumberNode)?.Span.Text;
        FieldInfo? found = Array.Find(members, member => EnumText(member) == text);
        if (found is not null)
        {
            bound = found.GetValue(null);
            return true;
        }

        string[] names = Array.ConvertAll(members, EnumText);
        return Fail(value, label, $"one of {string.Join(", ", names)}", text is null ? null : NearestName.Suggest(text, names), out bound);
    }

    private bool TryBytes(ValueNode value, string label, out object? bound)
    {
        if (TryNumber(value, out double number) && number >= 0)
        {
            bound = new ByteSize((long)number);
            return true;
        }

        string text = (value as StringNode)?.Value.Trim() ?? string.Empty;
        int digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        if (digits > 0 && double.TryParse(text[..digits], NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            && ByteUnits.TryGetValue(text[digits..].Trim(), out long unit))
        {
            bound = new ByteSize((long)(number * unit));
            return true;
        }

        return Fail(value, label, "a size in bytes such as \"10 MiB\" or \"10 mb\"", null, out bound);
    }

    private bool TryText(Type type, ValueNode value, string label, out object? bound)
    {
        bool isFormat = type == typeof(StringFormat);
        string? text = (value as StringNode)?.Value ?? (isFormat ? Convert.ToString((value as NumberNode)?.Value, CultureInfo.InvariantCulture) : null);
        if (string.IsNullOrEmpty(text) && !(isFormat && value is StringNode))
        {
            return Fail(value, label, isFormat ? "a string" : "a field such as \"message\" or \"[user][name]\"", null, out bound);
        }

        FieldReference? field = null;
        StringFormat? format = null;
        string? error;
        bool isGood = isFormat
            ? StringFormat.TryParse(text!, out format, out error, clock, escapes)
            : FieldReference.TryParse(text!, escapes, out field, out error);
        if (!isGood)
        {
            diagnostics.Error(value.Span, $"{error} (in {label})");
        }

        bound = isFormat ? format : field;
        return isGood;
    }

    private bool TryList(Type item, ValueNode value, string label, out object? bound)
    {
        bound = null;
        if (value is HashNode && item != typeof(object))
        {
            return Fail(value, label, "an array or a single value", null, out bound);
        }

        IReadOnlyList<ValueNode> nodes = value is ArrayNode array ? array.Items : [value];
        var items = Array.CreateInstance(item, nodes.Count);
        bool isGood = true;
        for (int i = 0; i < nodes.Count; i++)
        {
            isGood &= TryBind(item, nodes[i], label, out object? one);
            if (isGood)
            {
                items.SetValue(one, i);
            }
        }

        bound = items;
        return isGood;
    }

    private bool TryMap(Type type, ValueNode value, string label, out object? bound)
    {
        Type[] arguments = type.GetGenericArguments();
        if (!TryPairs(value, out IReadOnlyList<(ValueNode Key, ValueNode Value)> pairs))
        {
            return Fail(value, label, "a hash such as { \"a\" => \"b\" }", null, out bound);
        }

        Type pairType = typeof(KeyValuePair<,>).MakeGenericType(arguments);
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(pairType))!;
        bool isGood = true;
        foreach ((ValueNode key, ValueNode item) in pairs)
        {
            isGood &= TryBind(arguments[0], key, label, out object? boundKey) & TryBind(arguments[1], item, label, out object? boundValue);
            if (isGood)
            {
                list.Add(Activator.CreateInstance(pairType, boundKey, boundValue));
            }
        }

        bound = isGood ? Activator.CreateInstance(type, list) : null;
        return isGood;
    }

    /// <summary>A hash, or an array of keys and values in turn, as old files have it.</summary>
    private static bool TryPairs(ValueNode value, out IReadOnlyList<(ValueNode Key, ValueNode Value)> pairs)
    {
        var found = new List<(ValueNode, ValueNode)>();
        pairs = found;
        switch (value)
        {
            case HashNode hash:
                found.AddRange(hash.Entries.Select(entry => ((ValueNode)entry.Key, entry.Value)));
                return true;
            case ArrayNode array when array.Items.Count % 2 == 0:
                for (int i = 0; i < array.Items.Count; i += 2)
                {
                    found.Add((array.Items[i], array.Items[i + 1]));
                }

                return true;
            default:
                return false;
        }
    }
}
