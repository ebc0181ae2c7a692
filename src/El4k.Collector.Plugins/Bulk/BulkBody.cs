using System.Buffers;

namespace El4k.Collector.Plugins.Bulk;

/// <summary>The body of a bulk request in one pooled buffer, with the place of each action in it.</summary>
/// <remarks>Used by one thread. <see cref="Clear"/> keeps the buffer, <see cref="Dispose"/> gives it back.</remarks>
internal sealed class BulkBody : IBufferWriter<byte>, IDisposable
{
    private const int FirstSize = 256 * 1024;

    private readonly List<int> _ends = [];
    private readonly List<int> _origins = [];
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _written;

    /// <summary>How many actions are complete.</summary>
    public int Count => _ends.Count;

    /// <summary>The bytes of the complete actions.</summary>
    public int Length => _ends.Count == 0 ? 0 : _ends[^1];

    /// <summary>All complete actions.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, Length);

    /// <summary>Some of the actions.</summary>
    public ReadOnlyMemory<byte> Slice(int first, int count)
    {
        var start = StartOf(first);
        return _buffer.AsMemory(start, _ends[first + count - 1] - start);
    }

    /// <summary>Makes what was written since the last call one action.</summary>
    /// <param name="origin">Which event it is for.</param>
    public void EndAction(int origin)
    {
        _ends.Add(_written);
        _origins.Add(origin);
    }

    /// <summary>Takes back what was written since the last action.</summary>
    public void Undo() => _written = Length;

    /// <summary>Takes back the last action.</summary>
    public void RemoveLast()
    {
        _ends.RemoveAt(_ends.Count - 1);
        _origins.RemoveAt(_origins.Count - 1);
        _written = Length;
    }

    /// <summary>Whether an action asks for this.</summary>
    public bool IsAction(int action, BulkAction asked) => asked switch
    {
        BulkAction.Update => Slice(action, 1).Span.StartsWith("{\"update\""u8),
        BulkAction.Delete => Slice(action, 1).Span.StartsWith("{\"delete\""u8),
        BulkAction.Create => Slice(action, 1).Span.StartsWith("{\"create\""u8),
        _ => Slice(action, 1).Span.StartsWith("{\"index\""u8),
    };

    /// <summary>Which event an action is for.</summary>
    public int Origin(int action) => _origins[action];

    /// <summary>Takes over one action of another body.</summary>
    public void Append(BulkBody other, int action)
    {
        Append(other.Slice(action, 1).Span);
        EndAction(other.Origin(action));
    }

    /// <summary>Writes bytes of the action that is begun.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_written));
        _written += bytes.Length;
    }

    /// <summary>Forgets all actions.</summary>
    public void Clear()
    {
        _ends.Clear();
        _origins.Clear();
        _written = 0;
    }

    /// <inheritdoc/>
    public void Advance(int count) => _written += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_written);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_written);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        Clear();
    }

    private int StartOf(int action) => action == 0 ? 0 : _ends[action - 1];

    private void Reserve(int sizeHint)
    {
        if (_buffer.Length - _written >= Math.Max(sizeHint, 1))
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _written + sizeHint));
        _buffer.AsSpan(0, _written).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
