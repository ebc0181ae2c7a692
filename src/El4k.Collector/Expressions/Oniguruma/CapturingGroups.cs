using System.Globalization;

namespace El4k.Collector.Expressions.Oniguruma;

/// <summary>The capturing groups of an expression, in the order in which they open, and which of them a name or number means.</summary>
internal sealed class CapturingGroups
{
    private readonly List<CapturingGroup> _all = [];
    private readonly List<string> _names = [];

    /// <summary>The names of the named groups as written, in order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Adds the group that opens behind all others.</summary>
    public CapturingGroup Add(int position, int body, string? name, GroupOptions options)
    {
        var group = new CapturingGroup(position, body, name, name is null ? _all.Count - _names.Count + 1 : _names.Count, options);
        _all.Add(group);
        if (name is not null)
        {
            _names.Add(name);
        }

        return group;
    }

    /// <summary>The group that opens at a place.</summary>
    public CapturingGroup At(int position) => _all[_all.BinarySearch(new CapturingGroup(position, 0, null, 0, default), ByPosition)];

    /// <summary>The last group of a name before a place; null when there is none.</summary>
    public CapturingGroup? LastBefore(int position, string name) => _all.FindLast(group => group.Name == name && group.Position < position);

    /// <summary>The group that a condition at a place asks for by name or by number.</summary>
    /// <exception cref="FormatException">There is none, or more than one.</exception>
    public CapturingGroup Asked(int position, string name, bool isNumber, string written)
    {
        var found = isNumber ? Numbered(name) : LastBefore(position, name);
        if (found is null || found.Position >= position)
        {
            throw new FormatException($"'{written}' asks for a group that is not before it");
        }

        return IsUnique(found) ? found : throw new FormatException($"'{written}' asks for a group whose name is given more than once");
    }

    /// <summary>The group that is called by its name, its number, or its distance from the call, as in <c>-1</c>.</summary>
    /// <exception cref="FormatException">There is none, or more than one.</exception>
    public CapturingGroup Called(int position, string name, bool isNumber, string written)
    {
        var found = !isNumber ? _all.Find(group => group.Name == name)
            : name[0] is '-' or '+' ? Distant(position, name)
            : Numbered(name);
        if (found is null)
        {
            throw new FormatException($"'{written}' calls a group that is not there");
        }

        return IsUnique(found) ? found : throw new FormatException($"'{written}' calls a group whose name is given more than once");
    }

    private static Comparer<CapturingGroup> ByPosition { get; } = Comparer<CapturingGroup>.Create(static (a, b) => a.Position.CompareTo(b.Position));

    private CapturingGroup? Numbered(string number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? _all.Find(group => group.Name is null && group.Number == value) : null;

    private CapturingGroup? Distant(int position, string distance)
    {
        if (!int.TryParse(distance.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value == 0)
        {
            return null;
        }

        var before = _all.Count(group => group.Position < position);
        var index = distance[0] == '-' ? before - (long)value : before + (long)value - 1;
        return index >= 0 && index < _all.Count ? _all[(int)index] : null;
    }

    private bool IsUnique(CapturingGroup group) => group.Name is null || _names.FindAll(name => name == group.Name).Count == 1;
}
