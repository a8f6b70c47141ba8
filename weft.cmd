@echo off
rem Starts Weft from a checkout, as the script "weft" does on Unix; see there.
setlocal EnableExtensions
set "HOME_DIR=%~dp0"
set "AGENT=%HOME_DIR%agent\target\weft-agent.jar"
set "CLUSTER=%HOME_DIR%cluster\target\weft.jar"
set "EXAMPLES=%HOME_DIR%examples\target\weft-examples.jar"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"

set "VERSION="
for /f "tokens=3" %%v in ('""%JAVA%" -version 2>&1" ^| findstr /c:" version "') do (
  if not defined VERSION for /f "delims=.-+" %%m in ("%%~v") do set "VERSION=%%m"
)
if not defined VERSION goto nojava
if %VERSION% LSS 17 goto nojava

if exist "%AGENT%" if exist "%CLUSTER%" if exist "%EXAMPLES%" goto built
echo weft: building, once, as jars are missing 1>&2
pushd "%HOME_DIR%"
call mvnw.cmd -q -B -DskipTests -P "!static-analysis" -pl agent,cluster,examples -am package 1>&2
if errorlevel 1 (
  popd
  echo weft: the build failed, see above. 1>&2
  exit /b 1
)
popd

:built
set "QUIET="
if %VERSION% GEQ 24 set "QUIET=--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
if /i "%~1"=="demo" goto demo
"%JAVA%" %QUIET% %WEFT_JAVA_OPTS% -jar "%CLUSTER%" %*
exit /b %ERRORLEVEL%

:demo
set "REST="
:rest
shift
if "%~1"=="" goto rundemo
set REST=%REST% %1
goto rest
:rundemo
"%JAVA%" %QUIET% %WEFT_JAVA_OPTS% "-javaagent:%AGENT%" -cp "%EXAMPLES%" dev.weft.examples.classrank.Demo %REST%
exit /b %ERRORLEVEL%

:nojava
echo weft: no Java 17 or later here. Install a JDK 17 or later, such as Eclipse Temurin, or set JAVA_HOME. 1>&2
exit /b 1
