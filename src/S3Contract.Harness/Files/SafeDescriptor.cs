using Microsoft.Win32.SafeHandles;

namespace S3Contract.Harness.Files;

/// <summary>An open file or folder, closed once.</summary>
internal sealed class SafeDescriptor : SafeHandleMinusOneIsInvalid
{
    public SafeDescriptor(int descriptor)
        : base(ownsHandle: true) => SetHandle(descriptor);

    public int Number => IsClosed ? -1 : (int)handle;

    /// <summary>Null for what could not be opened.</summary>
    public static SafeDescriptor? Of(int descriptor) => descriptor < 0 ? null : new SafeDescriptor(descriptor);

    protected override bool ReleaseHandle() => FileCalls.Close((int)handle) == 0;
}
