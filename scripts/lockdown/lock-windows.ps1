# Shuts the ways out of a kiosk on Windows 10/11 Enterprise, Education or IoT Enterprise.
# Run as administrator, in Windows PowerShell 5.1: lock-windows.ps1 -User asan-kiosk -Program 'C:\Program Files\ASAN kiosk\asan-kiosk.exe'
# The account must be there already: a local one, no administrator, with automatic sign-in.
# What it cannot do: BitLocker with a start-up PIN, the firmware's password, the case.
param(
  [Parameter(Mandatory = $true)][string]$User,
  [Parameter(Mandatory = $true)][string]$Program,
  [string]$Config = 'C:\ProgramData\asan-kiosk\kiosk.yaml',
  [string]$Data = 'C:\ProgramData\asan-kiosk\data',
  # The kiosk exchanges with its portal on a stick: sticks are not denied.
  [switch]$Sticks,
  [switch]$Check
)
$ErrorActionPreference = 'Stop'
$space = 'root\standardcimv2\embedded'
$policies = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows'
$system = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System'
$sid = (New-Object System.Security.Principal.NTAccount($User)).Translate([System.Security.Principal.SecurityIdentifier]).Value

# Keys and their combinations that lead out; the page's own are refused by the kiosk itself.
$keys = 'Alt+F4', 'Alt+Tab', 'Alt+Esc', 'Ctrl+Esc', 'Ctrl+Alt+Esc', 'Shift+Ctrl+Esc', 'Win+L', 'Win+R', 'Win+E',
  'Win+D', 'Win+M', 'Win+U', 'Win+Enter', 'Win+Tab', 'Win+P', 'Win+F1', 'Ctrl+F4', 'Alt+Space',
  'Ctrl+Alt+Del', 'LaunchMail', 'LaunchApp1', 'LaunchApp2', 'BrowserHome', 'BrowserSearch', 'BrowserFavorites',
  'LShift+LAlt+NumLock', 'LShift+LAlt+PrintScrn'

$settings = @(
  @{ Path = $system; Name = 'DisableTaskMgr'; Value = 1 },
  @{ Path = $system; Name = 'HideFastUserSwitching'; Value = 1 },
  @{ Path = $system; Name = 'DisableLockWorkstation'; Value = 1 },
  @{ Path = $system; Name = 'DisableChangePassword'; Value = 1 },
  # Swipes from the edges of a touch screen.
  @{ Path = "$policies\EdgeUI"; Name = 'AllowEdgeSwipe'; Value = 0 },
  @{ Path = "$policies\Explorer"; Name = 'NoAutoplayfornonVolume'; Value = 1 },
  @{ Path = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\Explorer'; Name = 'NoDriveTypeAutoRun'; Value = 255 },
  @{ Path = "$policies\WindowsUpdate\AU"; Name = 'NoAutoRebootWithLoggedOnUsers'; Value = 1 }
)
# Nobody reads or writes a stick; keyboards and printers work on.
if (-not $Sticks) {
  $settings += @{ Path = "$policies\RemovableStorageDevices"; Name = 'Deny_All'; Value = 1 }
}

if ($Check) {
  $open = 0
  foreach ($one in $settings) {
    $value = (Get-ItemProperty -Path $one.Path -Name $one.Name -ErrorAction SilentlyContinue).($one.Name)
    if ($value -eq $one.Value) { "pass  $($one.Name)" } else { "FAIL  $($one.Name)"; $open++ }
  }
  foreach ($feature in 'Client-EmbeddedShellLauncher', 'Client-KeyboardFilter') {
    $state = (Get-WindowsOptionalFeature -Online -FeatureName $feature).State
    if ($state -eq 'Enabled') { "pass  $feature" } else { "FAIL  $feature"; $open++ }
  }
  $drive = Get-BitLockerVolume -MountPoint $env:SystemDrive
  if ($drive.ProtectionStatus -eq 'On') { 'pass  BitLocker' } else { 'FAIL  BitLocker'; $open++ }
  # By its number: the group has another name on a Windows in another language.
  if (Get-LocalGroupMember -SID 'S-1-5-32-544' | Where-Object { $_.SID.Value -eq $sid }) { "FAIL  $User is an administrator"; $open++ }
  exit [Math]::Min($open, 1)
}

foreach ($feature in 'Client-DeviceLockdown', 'Client-EmbeddedShellLauncher', 'Client-KeyboardFilter') {
  Enable-WindowsOptionalFeature -Online -FeatureName $feature -NoRestart -All | Out-Null
}
foreach ($one in $settings) {
  if (-not (Test-Path $one.Path)) { New-Item -Path $one.Path -Force | Out-Null }
  Set-ItemProperty -Path $one.Path -Name $one.Name -Value $one.Value -Type DWord
}
# The classes of both features are there only after the restart that follows their first time.
if (-not (Get-CimClass -Namespace $space -ClassName WESL_UserSetting -ErrorAction SilentlyContinue)) {
  'Not done yet: restart the machine, then run this script again.'
  exit 3010
}
$launcher = [wmiclass]"\\localhost\${space}:WESL_UserSetting"
# 0: when the kiosk ends, it is started again.
$launcher.SetCustomShell($sid, "`"$Program`" --config `"$Config`" --data `"$Data`"", $null, $null, 0) | Out-Null
$launcher.SetEnabled($true) | Out-Null
foreach ($key in $keys) {
  $found = Get-CimInstance -Namespace $space -ClassName WEKF_PredefinedKey | Where-Object { $_.Id -eq $key }
  if ($found) { $found.Enabled = $true; Set-CimInstance -InputObject $found } else { "FAIL  Keyboard Filter does not know $key" }
}
'Done. Restart the machine, then run this script with -Check.'
