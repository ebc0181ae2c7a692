using System.Buffers;

namespace El4k.Collector.Plugins.Inputs.Syslog;

/// <summary>Cuts a stream of syslog into messages (RFC 6587): each with its length before it, or with a newline or NUL after it, as its first bytes tell.</summary>
/// <remarks>Only a message that spans two reads is copied. Used by one thread; a message is valid until the next call.</remarks>
/// <param name="maxMessageBytes">The longest message; at least 16, more than a length and the bracket behind it take.</param>
internal sealed class SyslogFraming(long maxMessageBytes)
{
    // What is kept of a message over the limit: enough to see where it came from.
    private const int ExcerptBytes = 4096;

    private const int MaxLengthDigits = 9;

    // No more than a message may have, so that it does not matter how much arrived at once.
    private readonly int _excerpt = (int)Math.Min(ExcerptBytes, maxMessageBytes);

    private byte[] _held = [];
    private int _heldLength;
    private bool _isGiven;
    private bool _isSkippingLine;
    private long _skipBytes;

    /// <summary>The memory that the beginning of a message takes.</summary>
    public long HeldBytes => _held.Length;

    /// <summary>Whether the message just given out was over the limit and is only its beginning.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Takes the next whole message.</summary>
    /// <param name="data">What arrived; what has been dealt with is taken off its front.</param>
    /// <param name="message">The message, when the answer is true; it may be empty.</param>
    public bool TryTake(ref ReadOnlySpan<byte> data, out ReadOnlySpan<byte> message)
    {
        ForgetGiven();
        IsCut = false;
        message = default;
        while (!data.IsEmpty)
        {
            if (Skip(ref data))
            {
                continue;
            }

            if (_heldLength > 0 && Decide(_held.AsSpan(0, _heldLength), out _, out _) == Form.Undecided && data[0] is not ((byte)'\n' or 0))
            {
                // The few bytes that tell the form are added one by one, so that nothing behind them is copied.
                Hold(data[..1]);
                data = data[1..];
                continue;
            }

            var beginning = _heldLength > 0 ? _held.AsSpan(0, _heldLength) : data;
            switch (Decide(beginning, out var prefix, out var length))
            {
                case Form.Undecided when _heldLength == 0:
                    Hold(data);
                    data = default;
                    break;
                case Form.Counted:
                    if (TryTakeCounted(ref data, prefix, length, out message))
                    {
                        return true;
                    }

                    break;
                default:
                    if (TryTakeLine(ref data, out message))
                    {
                        return true;
                    }

                    break;
            }
        }

        if (_heldLength == 0)
        {
            Release();
        }

        return false;
    }

    /// <summary>Ends the stream: what is held of a message is given out, as far as it came.</summary>
    public ReadOnlySpan<byte> TakeRest()
    {
        ForgetGiven();
        IsCut = false;
        var rest = _held.AsSpan(0, _heldLength);
        _isGiven = true;
        _isSkippingLine = false;
        _skipBytes = 0;
        return Decide(rest, out var prefix, out _) == Form.Counted ? rest[prefix..] : rest;
    }

    /// <summary>Forgets what has been given out and gives its memory back.</summary>
    public void Reset()
    {
        ForgetGiven();
        Release();
    }

    private static Form Decide(ReadOnlySpan<byte> beginning, out int prefix, out int length)
    {
        prefix = length = 0;
        if (beginning[..Math.Min(1, beginning.Length)].IndexOfAnyInRange((byte)'1', (byte)'9') < 0)
        {
            return beginning.IsEmpty ? Form.Undecided : Form.Line;
        }

        var digits = 0;
        while (digits < beginning.Length && digits <= MaxLengthDigits && char.IsAsciiDigit((char)beginning[digits]))
        {
            length = digits < MaxLengthDigits ? (length * 10) + beginning[digits] - '0' : length;
            digits++;
        }

        if (digits > MaxLengthDigits)
        {
            return Form.Line;
        }

        // A line may begin with a number too: only a message's bracket makes it a length.
        prefix = digits + 1;
        return beginning.Length > prefix
            ? beginning[digits] == ' ' && beginning[prefix] == '<' ? Form.Counted : Form.Line
            : beginning.Length == prefix && beginning[digits] != ' ' ? Form.Line : Form.Undecided;
    }

    private bool Skip(ref ReadOnlySpan<byte> data)
    {
        if (_skipBytes > 0)
        {
            var count = (int)Math.Min(_skipBytes, data.Length);
            _skipBytes -= count;
            data = data[count..];
            return true;
        }

        if (_isSkippingLine)
        {
            var end = data.IndexOfAny((byte)'\n', (byte)0);
            _isSkippingLine = end < 0;
            data = end < 0 ? default : data[(end + 1)..];
            return true;
        }

        return false;
    }

    private bool TryTakeCounted(ref ReadOnlySpan<byte> data, int prefix, int length, out ReadOnlySpan<byte> message)
    {
        message = default;
        var isCut = length > maxMessageBytes;
        var missing = prefix + (isCut ? _excerpt : length) - _heldLength;
        if (data.Length < missing)
        {
            Hold(data);
            data = default;
            return false;
        }

        if (_heldLength == 0)
        {
            message = data[prefix..missing];
        }
        else
        {
            Hold(data[..missing]);
            message = Give(prefix, _heldLength);
        }

        data = data[missing..];
        IsCut = isCut;
        _skipBytes = isCut ? length - _excerpt : 0;
        return true;
    }

    private bool TryTakeLine(ref ReadOnlySpan<byte> data, out ReadOnlySpan<byte> message)
    {
        message = default;
        var end = data.IndexOfAny((byte)'\n', (byte)0);
        var piece = end < 0 ? data : data[..end];
        if ((long)_heldLength + piece.Length > maxMessageBytes)
        {
            Hold(piece[..Math.Min(piece.Length, Math.Max(0, _excerpt - _heldLength))]);
            message = Give(0, _excerpt);
            _isSkippingLine = end < 0;
            IsCut = true;
        }
        else if (end < 0)
        {
            Hold(data);
            data = default;
            return false;
        }
        else if (_heldLength == 0)
        {
            message = piece;
        }
        else
        {
            Hold(piece);
            message = Give(0, _heldLength);
        }

        data = end < 0 ? default : data[(end + 1)..];
        return true;
    }

    private void Hold(ReadOnlySpan<byte> piece)
    {
        if (_held.Length - _heldLength < piece.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_held.Length * 2, _heldLength + piece.Length));
            _held.AsSpan(0, _heldLength).CopyTo(larger);
            Release();
            _held = larger;
        }

        piece.CopyTo(_held.AsSpan(_heldLength));
        _heldLength += piece.Length;
    }

    private ReadOnlySpan<byte> Give(int from, int to)
    {
        _isGiven = true;
        return _held.AsSpan(from, to - from);
    }

    private void ForgetGiven()
    {
        if (_isGiven)
        {
            _isGiven = false;
            _heldLength = 0;
        }
    }

    private void Release()
    {
        if (_held.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_held);
            _held = [];
        }
    }

    /// <summary>How a message is told from the next one.</summary>
    private enum Form
    {
        Undecided,
        Counted,
        Line,
    }
}
