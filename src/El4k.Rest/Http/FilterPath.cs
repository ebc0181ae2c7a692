using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace El4k.Rest.Http;

/// <summary>The <c>filter_path</c> parameter: dotted paths to keep, or with a leading <c>-</c> to leave out; <c>*</c> is one name, <c>**</c> any depth.</summary>
/// <remarks>Arrays are no level of their own: <c>items.index.status</c> reaches into each element. What ends up empty is left out, as on the real servers.</remarks>
internal sealed class FilterPath
{
    private readonly string[][] _includes;
    private readonly string[][] _excludes;

    private FilterPath(string[][] includes, string[][] excludes)
    {
        _includes = includes;
        _excludes = excludes;
    }

    /// <returns>Null when there is nothing to filter.</returns>
    public static FilterPath? Parse(StringValues values)
    {
        var paths = values.SelectMany(v => (v ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToArray();
        return paths.Length == 0 ? null : new FilterPath(
            [.. paths.Where(p => p[0] != '-').Select(p => p.Split('.'))],
            [.. paths.Where(p => p[0] == '-').Select(p => p[1..].Split('.'))]);
    }

    /// <summary>Copies what passes.</summary>
    public void Copy(ReadOnlySpan<byte> json, Utf8JsonWriter output)
    {
        using var document = JsonDocument.Parse(json.ToArray());
        var include = _includes.Length == 0 ? [["**"]] : _includes;
        if (!CopyValue(document.RootElement, include, _excludes, output, null))
        {
            output.WriteStartObject();
            output.WriteEndObject();
        }
    }

    private static bool CopyValue(JsonElement value, IReadOnlyList<string[]> includes, IReadOnlyList<string[]> excludes, Utf8JsonWriter output, string? name)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return CopyObject(value, includes, excludes, output, name);
            case JsonValueKind.Array:
                return CopyArray(value, includes, excludes, output, name);
            default:
                if (!includes.Any(IsWhole))
                {
                    return false;
                }

                WriteName(output, name);
                value.WriteTo(output);
                return true;
        }
    }

    private static bool CopyObject(JsonElement value, IReadOnlyList<string[]> includes, IReadOnlyList<string[]> excludes, Utf8JsonWriter output, string? name)
    {
        var opened = false;
        foreach (var property in value.EnumerateObject())
        {
            var into = Step(includes, property.Name);
            var outOf = Step(excludes, property.Name);
            if (into.Count == 0 || outOf.Any(rest => rest.Length == 0))
            {
                continue;
            }

            if (!opened && Survives(property.Value, into, outOf))
            {
                WriteName(output, name);
                output.WriteStartObject();
                opened = true;
            }

            if (opened)
            {
                CopyValue(property.Value, into, outOf, output, property.Name);
            }
        }

        if (opened)
        {
            output.WriteEndObject();
        }
        else if (includes.Any(IsWhole) && !value.EnumerateObject().Any())
        {
            WriteName(output, name);
            output.WriteStartObject();
            output.WriteEndObject();
            opened = true;
        }

        return opened;
    }

    private static bool CopyArray(JsonElement value, IReadOnlyList<string[]> includes, IReadOnlyList<string[]> excludes, Utf8JsonWriter output, string? name)
    {
        if (!Survives(value, includes, excludes))
        {
            return false;
        }

        WriteName(output, name);
        output.WriteStartArray();
        foreach (var element in value.EnumerateArray())
        {
            CopyValue(element, includes, excludes, output, null);
        }

        output.WriteEndArray();
        return true;
    }

    private static bool Survives(JsonElement value, IReadOnlyList<string[]> includes, IReadOnlyList<string[]> excludes) => value.ValueKind switch
    {
        JsonValueKind.Object => (includes.Any(IsWhole) && !value.EnumerateObject().Any()) || value.EnumerateObject().Any(property =>
        {
            var into = Step(includes, property.Name);
            var outOf = Step(excludes, property.Name);
            return into.Count > 0 && !outOf.Any(rest => rest.Length == 0) && Survives(property.Value, into, outOf);
        }),
        JsonValueKind.Array => (includes.Any(IsWhole) && value.GetArrayLength() == 0) || value.EnumerateArray().Any(element => Survives(element, includes, excludes)),
        _ => includes.Any(IsWhole),
    };

    // A path that is used up takes everything below it.
    private static bool IsWhole(string[] rest) => rest.Length == 0 || (rest.Length == 1 && rest[0] == "**");

    private static List<string[]> Step(IReadOnlyList<string[]> paths, string name)
    {
        var next = new List<string[]>();
        foreach (var path in paths)
        {
            if (path.Length == 0)
            {
                next.Add(path);
            }
            else if (path[0] == "**")
            {
                next.Add(path);
                if (path.Length > 1 && Matches(path[1], name))
                {
                    next.Add(path[2..]);
                }
            }
            else if (Matches(path[0], name))
            {
                next.Add(path[1..]);
            }
        }

        return next;
    }

    private static bool Matches(string pattern, string name) =>
        pattern == name || (pattern.Contains('*', StringComparison.Ordinal) && System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));

    private static void WriteName(Utf8JsonWriter output, string? name)
    {
        if (name is not null)
        {
            output.WritePropertyName(name);
        }
    }
}
