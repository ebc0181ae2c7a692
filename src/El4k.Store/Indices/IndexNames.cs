using System.Text;
using El4k.Store.Errors;
using El4k.Store.Io;

namespace El4k.Store.Indices;

/// <summary>What names of indices may be, and what expressions of names mean.</summary>
internal static class IndexNames
{
    private const int MaxBytes = 255;

    /// <summary>Checks the name of an index that is to be made.</summary>
    /// <exception cref="StoreException"><c>invalid_index_name_exception</c>.</exception>
    public static void Validate(string name)
    {
        var problem =
            name.Length == 0 ? "must not be empty"
            : name.IndexOfAny(['\\', '/', '*', '?', '"', '<', '>', '|', ' ', ',']) >= 0 ? "must not contain the following characters [ , \", *, \\, <, |, ,, >, /, ?]"
            : name.Contains('#', StringComparison.Ordinal) ? "must not contain '#'"
            : name.Contains(':', StringComparison.Ordinal) ? "must not contain ':'"
            : name[0] is '_' or '-' or '+' ? "must not start with '_', '-', or '+'"
            : name is "." or ".." ? "must not be '.' or '..'"
            : name.Any(char.IsControl) ? "must not contain control characters"
            : name.Any(char.IsUpper) ? "must be lowercase"
            : Encoding.UTF8.GetByteCount(name) > MaxBytes ? $"index name is too long, ({Encoding.UTF8.GetByteCount(name)} > {MaxBytes})"
            : null;
        if (problem is not null)
        {
            throw StoreErrors.InvalidIndexName(name, problem);
        }
    }

    /// <summary>The names of <paramref name="existing"/> that an expression means, ascending.</summary>
    /// <exception cref="StoreException"><c>index_not_found_exception</c>, as <paramref name="resolution"/> says.</exception>
    public static IReadOnlyList<string> Resolve(string? expression, IReadOnlyCollection<string> existing, NameResolution resolution)
    {
        var parts = (expression ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0)
        {
            parts = ["_all"];
        }

        var names = new SortedSet<string>(StringComparer.Ordinal);
        var afterPattern = false;
        foreach (var part in parts)
        {
            var pattern = part == "_all" ? "*" : part;
            if (pattern[0] == '-' && afterPattern)
            {
                names.RemoveWhere(name => NamePattern.Matches(pattern.AsSpan(1), name));
            }
            else if (NamePattern.IsPattern(pattern))
            {
                afterPattern = true;
                AddMatching(pattern, existing, names, resolution);
            }
            else if (existing.Contains(pattern))
            {
                names.Add(pattern);
            }
            else if (!resolution.IgnoreUnavailable)
            {
                throw StoreErrors.IndexNotFound(pattern);
            }
        }

        return names.Count > 0 || resolution.AllowNoIndices ? [.. names] : throw StoreErrors.IndexNotFound(expression ?? "_all");
    }

    private static void AddMatching(string pattern, IEnumerable<string> existing, SortedSet<string> names, NameResolution resolution)
    {
        var before = names.Count;
        var hidden = resolution.ExpandHidden || pattern[0] == '.';
        foreach (var name in existing)
        {
            if ((hidden || name[0] != '.') && NamePattern.Matches(pattern, name))
            {
                names.Add(name);
            }
        }

        if (names.Count == before && !resolution.AllowNoIndices && !existing.Any(name => NamePattern.Matches(pattern, name)))
        {
            throw StoreErrors.IndexNotFound(pattern);
        }
    }
}
