namespace El4k.Server.Settings;

/// <summary>What reading settings has to say: everything that is wrong at once, and what is not used.</summary>
internal sealed class SettingReport
{
    private readonly List<string> _errors = [];
    private readonly List<string> _warnings = [];

    public IReadOnlyList<string> Warnings => _warnings;

    public void Error(string origin, string message) => _errors.Add($"{origin}: error: {message}");

    /// <summary>Takes over an error that is complete.</summary>
    public void Add(string error) => _errors.Add(error);

    public void Warn(string origin, string message) => _warnings.Add($"{origin}: warning: {message}");

    /// <exception cref="SettingException">Something is wrong.</exception>
    public void ThrowIfWrong()
    {
        if (_errors.Count > 0)
        {
            throw new SettingException(_errors);
        }
    }
}
