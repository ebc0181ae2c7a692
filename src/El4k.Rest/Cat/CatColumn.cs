namespace El4k.Rest.Cat;

/// <summary>A column of a <c>_cat</c> table.</summary>
/// <param name="Name">Its header.</param>
/// <param name="Aliases">Other names for <c>h</c> and <c>s</c>, separated by commas.</param>
internal sealed record CatColumn(string Name, string Aliases)
{
    /// <summary>Shown only when <c>h</c> names it.</summary>
    public bool Hidden { get; init; }

    /// <summary>Numbers stand at the right.</summary>
    public bool Right { get; init; }

    public bool IsNamed(string name) => Name == name || Aliases.Split(',').Contains(name);
}
