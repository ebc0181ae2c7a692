namespace El4k.Server.Settings;

/// <summary>Settings cannot be used: all that is wrong, a line each, shown to the person as it is.</summary>
internal sealed class SettingException(IReadOnlyList<string> errors) : Exception(string.Join('\n', errors))
{
    public IReadOnlyList<string> Errors { get; } = errors;
}
