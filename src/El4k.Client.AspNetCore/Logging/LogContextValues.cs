using El4k.Client.Wire;
using Microsoft.Extensions.Logging;

namespace El4k.Client.AspNetCore.Logging;

/// <summary>The named values of one log record: those of its scopes from the outermost in, then its own. Of equal names the last counts.</summary>
/// <remarks>Rented from the thread and given back; a value that logs while it is written gets another one.</remarks>
internal sealed class LogContextValues
{
    private const string TemplateName = "{OriginalFormat}";

    [ThreadStatic]
    private static LogContextValues? _spare;

    private readonly List<KeyValuePair<string, object?>> _values = [];

    public static LogContextValues Rent()
    {
        var rented = _spare ?? new LogContextValues();
        _spare = null;
        return rented;
    }

    public void Return()
    {
        _values.Clear();
        _spare = this;
    }

    public void Collect<TState>(IExternalScopeProvider? scopes, TState state)
    {
        scopes?.ForEachScope(static (scope, self) => self.AddScope(scope), this);
        if (state is IEnumerable<KeyValuePair<string, object?>> pairs)
        {
            foreach (var pair in pairs)
            {
                _values.Add(pair.Key == TemplateName ? new("template", pair.Value) : pair);
            }
        }
    }

    public void WriteTo(ContextWriter writer)
    {
        for (var i = 0; i < _values.Count; i++)
        {
            if (!IsRepeatedAfter(i))
            {
                writer.Property(_values[i].Key, _values[i].Value);
            }
        }
    }

    private void AddScope(object? scope)
    {
        if (scope is IEnumerable<KeyValuePair<string, object?>> pairs)
        {
            foreach (var pair in pairs)
            {
                if (pair.Key != TemplateName)
                {
                    _values.Add(pair);
                }
            }
        }
        else if (scope is not null)
        {
            _values.Add(new("scope", scope.ToString()));
        }
    }

    private bool IsRepeatedAfter(int index)
    {
        for (var i = index + 1; i < _values.Count; i++)
        {
            if (_values[i].Key == _values[index].Key)
            {
                return true;
            }
        }

        return false;
    }
}
